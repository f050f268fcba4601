-- Series s2 on attempts of main: its own vote on t1's attempt (0.25) and its own detections (w = 1 and 0.25)
-- replace main's. θ = 0.25 = c2 passes.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}');
INSERT INTO detection (digest, trajectory_id, config_id, series, weight) VALUES
  ('sha256:1-main', 1, 1, 'main', 0.5),
  ('sha256:1-s2', 1, 1, 's2', 1.0),
  ('sha256:2-main', 2, 1, 'main', 0.5),
  ('sha256:2-s2', 2, 1, 's2', 0.25);
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 2, 3, 1, 1, 0.75);
INSERT INTO vote (digest, attempt_id, config_id, series, valid, confidence) VALUES
  ('sha256:a1-j2-main', 1, 4, 'main', 0, 0.0),
  ('sha256:a1-j2-s2', 1, 4, 's2', 1, 0.25),
  ('sha256:a2-j2-main', 2, 4, 'main', 1, 0.75);
