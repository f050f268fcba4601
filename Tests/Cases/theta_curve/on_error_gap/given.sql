-- The same answers without a result count as not recorded, and so does j2's vote on t1's refused attempt.
-- t1 is accepted in any case, at 1 or at 2.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (4, 'lab', 'j2');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2),
  (3, 'sha256:e1-t3', 3, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence, status) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.9, 'refused'),
  (2, 'sha256:a2', 1, 3, 2, 1, 0.75, 'ok'),
  (3, 'sha256:a3', 2, 3, 1, 1, 0.75, 'ok'),
  (4, 'sha256:a4', 2, 3, 2, 1, 0.25, 'ok'),
  (5, 'sha256:a5', 3, 3, 1, 1, NULL, 'ok'),
  (6, 'sha256:a6', 3, 3, 2, NULL, 0.9, 'ok');
INSERT INTO vote (digest, attempt_id, config_id, valid, confidence, status) VALUES
  ('sha256:a1-j2', 1, 4, 0, 0.0, 'ok'),
  ('sha256:a2-j2', 2, 4, 1, 0.75, 'ok'),
  ('sha256:a3-j2', 3, 4, 1, 0.9, 'timeout');
