-- As in ordinary, but with the success t3.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', NULL),
  (3, 'sha256:t3', 't3', 1, 'a goal', 1),
  (4, 'sha256:t4', 't4', 1, 'a goal', 0),
  (5, 'sha256:t5', 't5', 1, 'a goal', NULL);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (6, 'sha256:d2', 'detect', '{}');
INSERT INTO detection (digest, trajectory_id, config_id, series) VALUES
  ('sha256:1', 4, 1, 'main'),
  ('sha256:2', 5, 6, 'main'),
  ('sha256:3', 1, 1, 's2');
