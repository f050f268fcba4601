-- name: stored_decisions :many
-- Materialised decisions of a policy.
-- param: policy_id INTEGER - row of the policy
-- column: trajectory_id INTEGER
-- column: decision TEXT
-- column: k INTEGER
-- column: confidence REAL
-- column: weight REAL
-- column: in_out TEXT
-- column: missing_json TEXT
-- order: trajectory_id
SELECT trajectory_id, decision, k, confidence, weight, in_out, missing_json
FROM decision
WHERE policy_id = :policy_id
ORDER BY trajectory_id;
