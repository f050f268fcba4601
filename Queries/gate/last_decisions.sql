-- name: last_decisions :many
-- Decisions of the policy that was applied last.
-- grain: one row per decision
-- column: trajectory TEXT - name of the run
-- column: decision TEXT
-- column: k INTEGER
-- column: confidence REAL
-- column: weight REAL
-- order: trajectory
SELECT
  trajectory_name.name AS trajectory,
  decision.decision,
  decision.k,
  decision.confidence,
  decision.weight
FROM decision
JOIN trajectory_name ON trajectory_name.trajectory_id = decision.trajectory_id
WHERE decision.policy_id = (
  SELECT id
  FROM gate_policy
  ORDER BY decided_order DESC
  LIMIT 1)
ORDER BY trajectory;
