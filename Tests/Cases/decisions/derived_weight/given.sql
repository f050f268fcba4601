-- No weight is stored for t1 and t2: w = 1 - v. t3 has neither, so its detection counts as missing.
-- t4 has a weight alone: is_failure NULL and r NULL count as true.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0),
  (4, 'sha256:t4', 't4', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO detection (digest, trajectory_id, config_id, is_failure, severity, weight, recoverable) VALUES
  ('sha256:d1-t1', 1, 1, 1, 0.5, NULL, 1),
  ('sha256:d1-t2', 2, 1, 1, 0.75, NULL, 1),
  ('sha256:d1-t3', 3, 1, 1, NULL, NULL, 1),
  ('sha256:d1-t4', 4, 1, NULL, NULL, 0.5, NULL);
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (3, 'sha256:e1-t3', 3, 2),
  (4, 'sha256:e1-t4', 4, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (3, 'sha256:a3', 3, 3, 1, 1, 0.75),
  (4, 'sha256:a4', 4, 3, 1, 1, 0.75);
