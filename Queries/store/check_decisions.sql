-- name: check_decisions :many
-- The stored decisions of a policy, in the columns of the query 'decisions'.
-- param: policy_id INTEGER - policy
-- column: trajectory TEXT
-- column: decision TEXT
-- column: k INTEGER
-- column: confidence REAL
-- column: weight REAL
-- column: in_out TEXT
-- column: missing TEXT
-- order: trajectory
SELECT
  trajectory_name.name AS trajectory,
  decision.decision,
  decision.k,
  decision.confidence,
  decision.weight,
  decision.in_out,
  decision.missing_json AS missing
FROM decision
JOIN trajectory_name ON trajectory_name.trajectory_id = decision.trajectory_id
WHERE decision.policy_id = :policy_id
ORDER BY trajectory;
