-- t1 lacks nothing; t2 says blanks, which lack as well; t3 has no steps and no outcome, and its task has no name.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'a', 'regoal', 'a.jsonl');
INSERT INTO task (id, digest, task_key, benchmark) VALUES
  (1, 'sha256:k1', 'k', NULL),
  (2, 'sha256:k2', NULL, 'b');
INSERT INTO trajectory (
  id, digest, external_id, source_id, task_id, model, goal, tools_json, final_answer, failure_reason,
  success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 'm', 'a goal', '[]', 'done', 'too dear', 0),
  (2, 'sha256:t2', 't2', 1, NULL, NULL, char(10) || ' ', NULL, ' ', '', 0),
  (3, 'sha256:t3', 't3', 1, 2, 'm', 'a goal', NULL, NULL, NULL, NULL);
INSERT INTO step (trajectory_id, step_index, thought, action_name, action_input_json, observation) VALUES
  (1, 0, 'so', 'look', '{}', 'seen'),
  (1, 1, 'so', 'end', '{}', NULL),
  (2, 0, ' ', NULL, '', char(9)),
  (2, 1, NULL, 'end', NULL, '');
