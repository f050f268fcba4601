-- name: decisions_of_run :many
-- What the applied policies decided about one run, the last policy first.
-- grain: one row per policy
-- param: trajectory TEXT - digest of the run
-- column: policy TEXT - digest
-- column: is_last INTEGER - 1: the policy that was applied last
-- column: theta REAL 0...1
-- column: delta REAL 0...1
-- column: attempts INTEGER - K
-- column: judges INTEGER - size of the panel
-- column: fallback TEXT
-- column: detection TEXT - on, off
-- column: decision TEXT
-- column: k INTEGER - attempt that won; NULL: none
-- column: confidence REAL 0...1
-- column: weight REAL 0...1 - training weight
-- column: in_out TEXT
-- column: missing_json TEXT - what an undetermined decision lacks
-- order: the last policy first
SELECT
  gate_policy.digest AS policy,
  gate_policy.decided_order = (SELECT max(decided_order) FROM gate_policy) AS is_last,
  json_extract(gate_policy.body_json, '$.theta') AS theta,
  json_extract(gate_policy.body_json, '$.delta') AS delta,
  json_extract(gate_policy.body_json, '$.attempts') AS attempts,
  json_array_length(gate_policy.body_json, '$.judges') AS judges,
  json_extract(gate_policy.body_json, '$.fallback') AS fallback,
  json_extract(gate_policy.body_json, '$.detection') AS detection,
  decision.decision,
  decision.k,
  decision.confidence,
  decision.weight,
  decision.in_out,
  decision.missing_json
FROM trajectory
CROSS JOIN gate_policy
JOIN decision ON decision.policy_id = gate_policy.id AND decision.trajectory_id = trajectory.id
WHERE trajectory.digest = :trajectory
ORDER BY gate_policy.decided_order DESC;
