-- d1 decides only which unknown outcomes are in F: t2 and t6 (is_failure NULL counts as true), not t5,
-- and not t4, of which it says nothing.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', NULL),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0),
  (4, 'sha256:t4', 't4', 1, 'a goal', NULL),
  (5, 'sha256:t5', 't5', 1, 'a goal', NULL),
  (6, 'sha256:t6', 't6', 1, 'a goal', NULL);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO detection (digest, trajectory_id, config_id, is_failure, severity, weight, recoverable) VALUES
  ('sha256:d1-t1', 1, 1, 0, 0.0, 1.0, 1),
  ('sha256:d1-t2', 2, 1, 1, 0.5, 0.5, 1),
  ('sha256:d1-t3', 3, 1, 1, 1.0, 0.0, 0),
  ('sha256:d1-t5', 5, 1, 0, 0.0, 1.0, 1),
  ('sha256:d1-t6', 6, 1, NULL, 0.5, 0.5, NULL);
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2),
  (3, 'sha256:e1-t3', 3, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 2, 3, 1, 1, 0.75);
