-- Of j2's four complete votes one says valid at 0.25 and one invalid at 0.75; its fifth has no confidence.
-- j3's have no verdict or are refused, so it has no line.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}'),
  (5, 'sha256:j3', 'judge', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k) VALUES
  (1, 'sha256:a1', 1, 3, 1),
  (2, 'sha256:a2', 1, 3, 2),
  (3, 'sha256:a3', 1, 3, 3),
  (4, 'sha256:a4', 1, 3, 4),
  (5, 'sha256:a5', 1, 3, 5);
INSERT INTO vote (digest, attempt_id, config_id, valid, confidence, status) VALUES
  ('sha256:v1', 1, 4, 1, 0.25, 'ok'),
  ('sha256:v2', 2, 4, 0, 0.75, 'ok'),
  ('sha256:v3', 3, 4, 1, 0.75, 'ok'),
  ('sha256:v4', 4, 4, 0, 0.25, 'ok'),
  ('sha256:v5', 5, 4, 1, NULL, 'ok'),
  ('sha256:v6', 1, 5, NULL, 0.75, 'ok'),
  ('sha256:v7', 2, 5, 0, 0.75, 'refused');
