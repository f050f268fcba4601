-- The only outcome of e1 was collected in this way.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (11, 'sha256:1', 1, 2);
INSERT INTO collection (digest, outcome_id, config_id, series, panel_json, theta0, attempts_max, mode) VALUES
  ('sha256:c1', 11, 3, 'main', '[]', 0.5, 3, 'lazy');
