-- name: load_steps :many
-- The steps of one run.
-- param: trajectory_id INTEGER - row of the run
-- column: turn INTEGER
-- column: kind TEXT
-- column: call_id TEXT
-- column: thought TEXT
-- column: action_name TEXT
-- column: action_input_json TEXT
-- column: observation TEXT
-- order: step_index
SELECT turn, kind, call_id, thought, action_name, action_input_json, observation
FROM step
WHERE trajectory_id = :trajectory_id
ORDER BY step_index;
