-- name: last_decision_rows :many
-- Decisions of the policy that was applied last, by the row of the run.
-- grain: one row per decision
-- column: trajectory_id INTEGER
-- column: decision TEXT
-- column: k INTEGER - attempt that won
-- order: trajectory_id
SELECT trajectory_id, decision, k
FROM decision
WHERE policy_id = (
  SELECT id
  FROM gate_policy
  ORDER BY decided_order DESC
  LIMIT 1)
ORDER BY trajectory_id;
