-- name: load_failed_items :many
-- The failed corpus as a policy saw it, in the order of exports.
-- grain: one row per member of F
-- param: policy TEXT - digest of a policy that was applied
-- column: trajectory_id INTEGER
-- column: digest TEXT
-- column: same_goal_id INTEGER - run of least digest of the same task, else with the same goal as 'split_units' has it
-- order: external_id, label and digest of the run
SELECT
  decision.trajectory_id,
  trajectory.digest,
  first_value(decision.trajectory_id) OVER (
    PARTITION BY coalesce('task ' || trajectory.task_id, 'goal ' ||
      rtrim(trim(replace(replace(replace(
        replace(replace(replace(lower(trajectory.goal), char(9), ' '), char(10), ' '), char(13), ' '),
        ' ', char(1) || char(2)), char(2) || char(1), ''), char(1) || char(2), ' ')), '.!? '))
    ORDER BY trajectory.digest
  ) AS same_goal_id
FROM gate_policy
JOIN decision ON decision.policy_id = gate_policy.id
JOIN trajectory ON trajectory.id = decision.trajectory_id
JOIN source ON source.id = trajectory.source_id
WHERE gate_policy.digest = :policy
ORDER BY trajectory.external_id, source.label, trajectory.digest;
