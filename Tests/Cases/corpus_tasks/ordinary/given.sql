-- A task of each kind: two failures and a success, one failure, one success, no stated outcome. One run has no
-- task, and one only says which benchmark it is from.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'a.jsonl');
INSERT INTO task (id, digest, task_key, benchmark) VALUES
  (1, 'sha256:k1', 'both', 'b'),
  (2, 'sha256:k2', 'failed', 'b'),
  (3, 'sha256:k3', 'succeeded', 'b'),
  (4, 'sha256:k4', 'unknown', 'b'),
  (5, 'sha256:k5', NULL, 'b');
INSERT INTO trajectory (id, digest, external_id, source_id, task_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 1, 'a goal', 1),
  (4, 'sha256:t4', 't4', 1, 2, 'a goal', 0),
  (5, 'sha256:t5', 't5', 1, 3, 'a goal', 1),
  (6, 'sha256:t6', 't6', 1, 4, 'a goal', NULL),
  (7, 'sha256:t7', 't7', 1, 5, 'a goal', 0),
  (8, 'sha256:t8', 't8', 1, NULL, 'a goal', 0);
