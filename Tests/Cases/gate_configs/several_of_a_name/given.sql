-- One label calls both relabelers a.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:r2', 'relabel', '{}'),
  (5, 'sha256:j2', 'judge', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (3, 'lab', 'a'),
  (4, 'lab', 'b'),
  (4, 'lab', 'a');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, series, k) VALUES
  (1, 'sha256:a1', 1, 3, 'main', 1),
  (2, 'sha256:a2', 1, 4, 'main', 1),
  (3, 'sha256:a3', 1, 4, 's2', 1);
INSERT INTO vote (digest, attempt_id, config_id) VALUES
  ('sha256:v1', 1, 5);
