-- Marks of errors in any case; 'errors' without a colon is none; a blank observation is not observed.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'a.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal'),
  (2, 'sha256:t2', 't2', 1, 'a goal');
INSERT INTO step (trajectory_id, step_index, action_name, observation) VALUES
  (1, 0, 'look', 'ValueError: no'),
  (1, 1, 'look', 'status code: 503'),
  (1, 2, 'look', 'two errors found'),
  (2, 0, 'look', char(9, 10)),
  (2, 1, 'open', 'TRACEBACK'),
  (2, 2, 'open', NULL),
  (2, 3, 'buy', 'done'),
  (2, 4, '', 'hello'),
  (2, 5, NULL, 'errno 2');
