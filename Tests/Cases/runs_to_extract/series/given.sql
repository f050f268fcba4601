-- In s2 d1 says of t3 that it is one (NULL counts as 1); t6's outcome is in main, and s2 samples anew.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', NULL),
  (3, 'sha256:t3', 't3', 1, 'a goal', NULL),
  (4, 'sha256:t4', 't4', 1, 'a goal', NULL),
  (5, 'sha256:t5', 't5', 1, 'a goal', 1),
  (6, 'sha256:t6', 't6', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (2, 'sha256:e1', 'extract', '{}');
INSERT INTO detection (digest, trajectory_id, config_id, series, is_failure) VALUES
  ('sha256:1', 1, 1, 'main', 0),
  ('sha256:2', 2, 1, 'main', 1),
  ('sha256:3', 3, 1, 'main', 0),
  ('sha256:4', 3, 1, 's2', NULL);
INSERT INTO outcome (digest, trajectory_id, config_id) VALUES
  ('sha256:5', 6, 2);
