-- The only run of its task takes it along.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO task (id, digest, task_key) VALUES
  (1, 'sha256:k1', 'k');
INSERT INTO trajectory (id, digest, external_id, source_id, task_id, goal) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 'a goal');
INSERT INTO step (trajectory_id, step_index) VALUES
  (1, 0),
  (1, 1);
