-- name: load_accepted_items :many
-- What a policy accepted, in the order of exports.
-- grain: one row per accepted or fallback decision
-- param: policy TEXT - digest of a policy that was applied
-- column: trajectory_id INTEGER
-- column: is_fallback INTEGER
-- column: k INTEGER
-- column: confidence REAL 0...1
-- column: weight REAL 0...1
-- order: external_id, label and digest of the run
SELECT
  decision.trajectory_id,
  decision.decision = 'fallback' AS is_fallback,
  decision.k,
  decision.confidence,
  decision.weight
FROM gate_policy
JOIN decision ON decision.policy_id = gate_policy.id
  AND decision.decision IN ('accepted', 'fallback')
JOIN trajectory ON trajectory.id = decision.trajectory_id
JOIN source ON source.id = trajectory.source_id
WHERE gate_policy.digest = :policy
ORDER BY trajectory.external_id, source.label, trajectory.digest;
