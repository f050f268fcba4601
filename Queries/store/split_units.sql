-- name: split_units :many
-- All runs with what their place in a split depends on.
-- grain: one row per run
-- param: split_id INTEGER - split whose frozen members are told; NULL = none
-- column: trajectory_id INTEGER
-- column: digest TEXT
-- column: name TEXT - as queries show the run
-- column: task_id INTEGER - NULL = the source names no task
-- column: task_key TEXT - NULL = the source gives none
-- column: normalised_goal TEXT - as 'acceptance_by_round' compares goals
-- column: part TEXT - NULL = no member yet
-- column: fold INTEGER
-- column: group_key TEXT - NULL = no member yet
-- order: name
SELECT
  trajectory.id AS trajectory_id,
  trajectory.digest,
  trajectory_name.name,
  trajectory.task_id,
  task.task_key,
  -- White space as single spaces: a run of them becomes pairs of marks, which collapse.
  rtrim(trim(replace(replace(replace(
    replace(replace(replace(lower(trajectory.goal), char(9), ' '), char(10), ' '), char(13), ' '),
    ' ', char(1) || char(2)), char(2) || char(1), ''), char(1) || char(2), ' ')), '.!? ')
    AS normalised_goal,
  split_member.part,
  split_member.fold,
  split_member.group_key
FROM trajectory
JOIN trajectory_name ON trajectory_name.trajectory_id = trajectory.id
LEFT JOIN task ON task.id = trajectory.task_id
LEFT JOIN split_member ON split_member.trajectory_id = trajectory.id
  AND split_member.split_id = :split_id
ORDER BY trajectory_name.name;
