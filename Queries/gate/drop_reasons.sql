-- name: drop_reasons :many
-- What was dropped before the confidence gate, by reason, under the policy that was applied last.
-- grain: one row per reason
-- column: decision TEXT - not_failure, irrecoverable, below_delta
-- column: count INTEGER
-- order: decision
SELECT decision.decision, count(*) AS count
FROM decision
WHERE decision.policy_id = (
    SELECT id
    FROM gate_policy
    ORDER BY decided_order DESC
    LIMIT 1)
  AND decision.decision IN ('not_failure', 'irrecoverable', 'below_delta')
GROUP BY decision.decision
ORDER BY decision.decision;
