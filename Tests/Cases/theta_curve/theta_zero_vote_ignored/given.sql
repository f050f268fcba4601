-- θ = 0 and verdicts do not count: no vote can reject, so t1 is accepted without j2's, with a confidence
-- that is not known.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0),
  (4, 'sha256:t4', 't4', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (4, 'lab', 'j2');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2),
  (3, 'sha256:e1-t3', 3, 2),
  (4, 'sha256:e1-t4', 4, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.5),
  (2, 'sha256:a2', 2, 3, 1, 1, 0.0),
  (3, 'sha256:a3', 3, 3, 1, 0, 0.5),
  (4, 'sha256:a4', 4, 3, 1, 1, 0.0);
INSERT INTO vote (digest, attempt_id, config_id, valid, confidence) VALUES
  ('sha256:a2-j2', 2, 4, 0, 0.0),
  ('sha256:a4-j2', 4, 4, 1, 0.0);
