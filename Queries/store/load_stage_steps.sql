-- name: load_stage_steps :many
-- What the rule stages look at in the steps of a run, in their order.
-- grain: one row per step
-- param: trajectory_id INTEGER - run
-- column: thought TEXT - z
-- column: action_name TEXT - a
-- column: observation TEXT - o
-- order: step_index
SELECT thought, action_name, observation
FROM step
WHERE trajectory_id = :trajectory_id
ORDER BY step_index;
