-- a1 thinks again about the first attempt and takes back the word on the second; a2 is unsure; a data set says
-- twice what went wrong in t1.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'a.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO detection (id, digest, trajectory_id, config_id) VALUES (1, 'sha256:f1', 1, 1);
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES (1, 'sha256:o1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k) VALUES
  (1, 'sha256:a1', 1, 3, 1),
  (2, 'sha256:a2', 1, 3, 2);
INSERT INTO annotator (id, name) VALUES
  (1, 'a1'),
  (2, 'a2');
INSERT INTO annotation (digest, attempt_id, detection_id, annotator_id, seq, verdict) VALUES
  ('sha256:n1', 1, NULL, 1, 1, 'invalid'),
  ('sha256:n2', 1, NULL, 1, 2, 'valid'),
  ('sha256:n3', 1, NULL, 2, 1, 'unsure'),
  ('sha256:n4', 2, NULL, 1, 1, 'valid'),
  ('sha256:n5', 2, NULL, 1, 2, 'retracted'),
  ('sha256:n6', NULL, 1, 2, 1, 'valid'),
  ('sha256:n7', NULL, 1, 2, 2, 'valid');
