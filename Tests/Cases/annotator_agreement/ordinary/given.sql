-- Who is unsure has not rated, and of two verdicts of one annotator the later counts.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 1, 3, 2, 1, 0.75),
  (3, 'sha256:a3', 1, 3, 3, 1, 0.75);
INSERT INTO annotator (id, name) VALUES (1, 'a'), (2, 'b'), (3, 'c');
INSERT INTO annotation (digest, attempt_id, annotator_id, seq, verdict) VALUES
  ('sha256:1', 1, 1, 1, 'valid'),
  ('sha256:2', 1, 2, 1, 'valid'),
  ('sha256:3', 2, 1, 1, 'valid'),
  ('sha256:4', 2, 2, 1, 'invalid'),
  ('sha256:5', 2, 3, 1, 'unsure'),
  ('sha256:6', 3, 1, 1, 'valid'),
  ('sha256:7', 3, 1, 2, 'invalid'),
  ('sha256:8', 3, 2, 1, 'valid'),
  ('sha256:9', 3, 3, 1, 'invalid');
