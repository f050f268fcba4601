-- Successes alone, by name; unknown outcomes are none. One id under two labels is told apart.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl'),
  (2, 'other', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'find the gate', 1),
  (2, 'sha256:t2', 't2', 1, 'find the train', 0),
  (3, 'sha256:t3', 't3', 1, 'find the bus', NULL),
  (4, 'sha256:t4', 't1', 2, 'find the gate', 1),
  (5, 'sha256:t5', 't0', 1, '', 1);
