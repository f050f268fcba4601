-- One frame is asked for.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:o1', 1, 2),
  (2, 'sha256:o2', 2, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 2, 3, 1, 1, 0.75);
INSERT INTO annotator (id, name) VALUES (1, 'a'), (2, 'b');
INSERT INTO annotation_frame (id, digest, name, population, seed, rule, extra_json) VALUES
  (1, 'sha256:f1', 'f1', 2, 42, 'uniform',
    '{"annotators":["a","b"],"items":[{"annotators":["a"],"attempt":"sha256:a2","probability":1.0,"trajectory":"sha256:t2"},{"annotators":["b"],"attempt":"sha256:a1","probability":1.0,"trajectory":"sha256:t1"}],"overlap":1}'),
  (2, 'sha256:f2', 'f2', NULL, NULL, NULL, NULL);
INSERT INTO annotation (digest, attempt_id, annotator_id, seq, verdict, note, frame_id) VALUES
  ('sha256:1', 1, 1, 1, 'invalid', NULL, 1),
  ('sha256:2', 1, 1, 2, 'valid', 'on second thought', 1),
  ('sha256:3', 2, 1, 1, 'valid', NULL, 1),
  ('sha256:4', 2, 1, 2, 'retracted', NULL, 1),
  ('sha256:5', 1, 2, 1, 'unsure', NULL, NULL);
