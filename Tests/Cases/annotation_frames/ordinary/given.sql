-- One frame lists three pairs, of which one is rated and one is not stored; another frame lists none.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 1, 3, 2, 1, 0.75);
INSERT INTO annotator (id, name) VALUES (1, 'a');
INSERT INTO annotation (digest, attempt_id, annotator_id, seq, verdict) VALUES
  ('sha256:1', 1, 1, 1, 'invalid');
INSERT INTO annotation_frame (digest, name, population, seed, rule, extra_json) VALUES
  ('sha256:f1', 'grid', 6, 1, 'theta_grid', '{"items":[
    {"attempt":"sha256:a1","probability":0.5,"trajectory":"sha256:t1"},
    {"attempt":"sha256:a9","probability":0.5,"trajectory":"sha256:t9"},
    {"attempt":"sha256:a2","probability":0.25,"trajectory":"sha256:t1"}],"thetas":[0.9,0.5]}'),
  ('sha256:f2', 'old', 130, NULL, NULL, NULL);
