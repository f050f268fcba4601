-- In series s2 t4 is no failure; t5 is inherited from main.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 1),
  (4, 'sha256:t4', 't4', 1, 'a goal', NULL),
  (5, 'sha256:t5', 't5', 1, 'a goal', NULL),
  (6, 'sha256:t6', 't6', 1, 'a goal', NULL),
  (7, 'sha256:t7', 't7', 1, 'a goal', NULL);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}');
INSERT INTO detection (digest, trajectory_id, config_id, series, is_failure) VALUES
  ('sha256:1', 1, 1, 'main', 0),
  ('sha256:2', 4, 1, 'main', 1),
  ('sha256:3', 5, 1, 'main', NULL),
  ('sha256:4', 6, 1, 'main', 0),
  ('sha256:5', 4, 1, 's2', 0),
  ('sha256:6', 3, 1, 'main', 1);
