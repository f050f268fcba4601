-- Lazy at θ₀ = 0.5: t1 is done; t2 was collected at 0.6 and t3 exhaustively, which are other ways.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (6, 'sha256:e2', 'extract', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id, series) VALUES
  (11, 'sha256:1', 1, 2, 'main'),
  (12, 'sha256:2', 2, 2, 'main'),
  (13, 'sha256:3', 3, 2, 'main'),
  (14, 'sha256:4', 3, 2, 's2'),
  (15, 'sha256:5', 1, 6, 'main');
INSERT INTO collection (digest, outcome_id, config_id, series, panel_json, theta0, attempts_max, mode) VALUES
  ('sha256:c1', 11, 3, 'main', '[]', 0.5, 3, 'lazy'),
  ('sha256:c2', 12, 3, 'main', '[]', 0.6, 3, 'lazy'),
  ('sha256:c3', 13, 3, 'main', '[]', NULL, 3, 'exhaustive');
