-- One attempt each, one judge. t1 passes both (mean of 0.75 and 0.5); t2 lacks θ but has 0.8 θ, so
-- the fallback takes it with its own confidence; t3 has neither. The success t4 is not in F.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0),
  (4, 'sha256:t4', 't4', 1, 'a goal', 1);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (4, 'lab', 'j2');
INSERT INTO detection (digest, trajectory_id, config_id, is_failure, severity, weight, recoverable) VALUES
  ('sha256:d1-t1', 1, 1, 1, 0.25, 0.75, 1),
  ('sha256:d1-t2', 2, 1, 1, 0.0, 1.0, 1),
  ('sha256:d1-t3', 3, 1, 1, 0.0, 1.0, 1);
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2),
  (3, 'sha256:e1-t3', 3, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 2, 3, 1, 1, 0.45),
  (3, 'sha256:a3', 3, 3, 1, 1, 0.25);
INSERT INTO vote (digest, attempt_id, config_id, valid, confidence) VALUES
  ('sha256:a1-j2', 1, 4, 1, 0.5);
