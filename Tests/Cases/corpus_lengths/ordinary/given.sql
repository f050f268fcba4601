-- Runs of 0, 1 and 3 steps. 'goal 12' is two digits and five other bytes: 4 tokens. 'é' is two bytes, so that
-- t2 has 5 + 1 + 2 + 4 other bytes and no digit: 4 tokens; t3 has 16 other bytes and three digits: 9.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'a.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, final_answer, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'goal 12', NULL, 0),
  (2, 'sha256:t2', 't2', 1, 'goal ', 'z', 0),
  (3, 'sha256:t3', 't3', 1, 'goal', '3', NULL);
INSERT INTO step (trajectory_id, step_index, thought, action_name, action_input_json, observation) VALUES
  (2, 0, 'é', NULL, NULL, 'seen'),
  (3, 0, 'I', 'look', '{"at":1}', '2'),
  (3, 1, NULL, NULL, NULL, ''),
  (3, 2, NULL, NULL, NULL, NULL);
