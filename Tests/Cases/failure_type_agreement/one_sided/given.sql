-- Both say one thing of every run: agreement is 1, which chance would give too, so that there is no κ.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'agentrx', 'labels.json');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{"dataset":"lab","engine":"human"}'),
  (2, 'sha256:d2', 'detect', '{"blind":true,"engine":"rules"}');
INSERT INTO config_name (config_id, label, name) VALUES (2, 'built-in', 'default-blind');
INSERT INTO detection (id, digest, trajectory_id, config_id, series, is_failure) VALUES
  (1, 'sha256:d1-t1', 1, 1, 'human', 1),
  (2, 'sha256:d1-t2', 2, 1, 'human', 1);
INSERT INTO detection (digest, trajectory_id, config_id, series, is_failure, failure_type) VALUES
  ('sha256:d2-t1', 1, 2, 'blind', 1, 'wrong_result'),
  ('sha256:d2-t2', 2, 2, 'blind', 1, 'wrong_result');
INSERT INTO annotator (id, name) VALUES (1, 'people');
INSERT INTO annotation
  (digest, detection_id, annotator_id, seq, verdict, category, extra_json) VALUES
  ('sha256:1', 1, 1, 1, 'valid', 'Misread', '{"failure_type":"wrong_result"}'),
  ('sha256:2', 2, 1, 1, 'valid', 'Misread', '{"failure_type":"wrong_result"}');
