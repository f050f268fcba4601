-- A tie is no gold, and an answer without a result is no vote.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j1', 'judge', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 1, 3, 2, 1, 0.75),
  (3, 'sha256:a3', 1, 3, 3, 1, 0.75);
INSERT INTO vote (digest, attempt_id, config_id, valid, confidence, status) VALUES
  ('sha256:v1', 1, 4, 1, 0.8, 'ok'),
  ('sha256:v2', 2, 4, 1, 0.7, 'ok'),
  ('sha256:v3', 3, 4, NULL, NULL, 'refused');
INSERT INTO annotator (id, name) VALUES (1, 'a'), (2, 'b');
INSERT INTO annotation (digest, attempt_id, annotator_id, seq, verdict) VALUES
  ('sha256:1', 1, 1, 1, 'invalid'),
  ('sha256:2', 2, 1, 1, 'valid'),
  ('sha256:3', 2, 2, 1, 'invalid'),
  ('sha256:4', 3, 1, 1, 'valid');
