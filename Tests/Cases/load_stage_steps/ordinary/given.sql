-- Stored out of order; absent is empty, and the action's input keeps the source's own text.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0);
INSERT INTO step (trajectory_id, step_index, turn, kind, call_id, thought, action_name, action_input_json, observation) VALUES
  (1, 1, 1, 'respond', NULL, 'done', NULL, NULL, NULL),
  (1, 0, 0, 'tool', 'c1', 'look', 'search', '{"q": "milk"}', '3 hits'),
  (2, 0, NULL, NULL, NULL, 'other run', 'stop', '{}', '');
