-- name: load_success_pairs :many
-- Successful runs by the goals, to the letter, that members of F failed.
-- grain: one row per member of F and success with its goal
-- param: policy TEXT - digest of a policy that was applied
-- column: trajectory_id INTEGER - the failed run
-- column: success_id INTEGER
-- order: external_id, label and digest of the failed run, digest of the success
SELECT decision.trajectory_id, success.id AS success_id
FROM gate_policy
JOIN decision ON decision.policy_id = gate_policy.id
JOIN trajectory ON trajectory.id = decision.trajectory_id
JOIN source ON source.id = trajectory.source_id
JOIN trajectory AS success ON success.goal = trajectory.goal AND success.success = 1
WHERE gate_policy.digest = :policy
ORDER BY trajectory.external_id, source.label, trajectory.digest, success.digest;
