-- name: insert_step :exec
-- Stores one step of a run.
-- param: trajectory_id INTEGER - run
-- param: step_index INTEGER - from 0
-- param: turn INTEGER - assistant turn
-- param: kind TEXT - kind of step
-- param: call_id TEXT - tool call id
-- param: thought TEXT - z
-- param: action_name TEXT - a
-- param: action_input_json TEXT - a's input
-- param: observation TEXT - o
INSERT INTO step (
  trajectory_id,
  step_index,
  turn,
  kind,
  call_id,
  thought,
  action_name,
  action_input_json,
  observation
)
VALUES (
  :trajectory_id,
  :step_index,
  :turn,
  :kind,
  :call_id,
  :thought,
  :action_name,
  :action_input_json,
  :observation
)
;
