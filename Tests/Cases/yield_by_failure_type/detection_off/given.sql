-- Without the detector there are no types, every weight is 1, and t2 of unknown outcome is not in F.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', NULL);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO detection (digest, trajectory_id, config_id, failure_type, severity, weight) VALUES
  ('sha256:d1-t1', 1, 1, 'incomplete', 1.0, 0.0),
  ('sha256:d1-t2', 2, 1, 'incomplete', 0.5, 0.5);
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 2, 3, 1, 1, 0.75);
