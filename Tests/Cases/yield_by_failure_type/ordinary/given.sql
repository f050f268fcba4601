-- t1 reaches θ = 0.5 exactly, t2 falls back (0.8 θ = 0.4), t3 is rejected, t4 weighs less than δ and
-- has no type. Yield counts every member of F.
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
INSERT INTO detection (digest, trajectory_id, config_id, failure_type, severity, weight) VALUES
  ('sha256:d1-t1', 1, 1, 'incomplete', 0.25, 0.75),
  ('sha256:d1-t2', 2, 1, 'incomplete', 0.5, 0.5),
  ('sha256:d1-t3', 3, 1, 'tool_error', 0.5, 0.5),
  ('sha256:d1-t4', 4, 1, NULL, 0.75, 0.25);
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2),
  (3, 'sha256:e1-t3', 3, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.5),
  (2, 'sha256:a2', 2, 3, 1, 1, 0.4),
  (3, 'sha256:a3', 3, 3, 1, 1, 0.375);
