-- name: load_failed_items :many
-- The failed corpus as a policy saw it, in the order of exports.
-- grain: one row per member of F
-- param: policy TEXT - digest of a policy that was applied
-- column: trajectory_id INTEGER
-- column: digest TEXT
-- column: same_goal_id INTEGER - run of least digest with the same goal, to the letter
-- order: external_id, label and digest of the run
SELECT
  decision.trajectory_id,
  trajectory.digest,
  first_value(decision.trajectory_id) OVER (
    PARTITION BY trajectory.goal
    ORDER BY trajectory.digest
  ) AS same_goal_id
FROM gate_policy
JOIN decision ON decision.policy_id = gate_policy.id
JOIN trajectory ON trajectory.id = decision.trajectory_id
JOIN source ON source.id = trajectory.source_id
WHERE gate_policy.digest = :policy
ORDER BY trajectory.external_id, source.label, trajectory.digest;
