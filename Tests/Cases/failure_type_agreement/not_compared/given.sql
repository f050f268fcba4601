-- t1's category has no counterpart, t2's label names none; t3 is not detected; t4's label was taken back: nothing is left.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'agentrx', 'labels.json');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0),
  (4, 'sha256:t4', 't4', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{"dataset":"lab","engine":"human"}'),
  (2, 'sha256:d2', 'detect', '{"blind":true,"engine":"rules"}');
INSERT INTO config_name (config_id, label, name) VALUES (2, 'built-in', 'default-blind');
INSERT INTO detection (id, digest, trajectory_id, config_id, series, is_failure) VALUES
  (1, 'sha256:d1-t1', 1, 1, 'human', 1),
  (2, 'sha256:d1-t2', 2, 1, 'human', 1),
  (3, 'sha256:d1-t3', 3, 1, 'human', 1),
  (4, 'sha256:d1-t4', 4, 1, 'human', 1);
INSERT INTO detection (digest, trajectory_id, config_id, series, is_failure, failure_type) VALUES
  ('sha256:d2-t1', 1, 2, 'blind', 1, 'incomplete'),
  ('sha256:d2-t2', 2, 2, 'blind', 1, 'incomplete');
INSERT INTO annotator (id, name) VALUES (1, 'people');
INSERT INTO annotation
  (digest, detection_id, annotator_id, seq, verdict, category, extra_json) VALUES
  ('sha256:1', 1, 1, 1, 'valid', 'Guarded', '{"step":3}'),
  ('sha256:2', 2, 1, 1, 'valid', NULL, NULL),
  ('sha256:3', 3, 1, 1, 'valid', 'Misread', '{"failure_type":"wrong_result"}'),
  ('sha256:4', 4, 1, 1, 'valid', 'Misread', '{"failure_type":"wrong_result"}'),
  ('sha256:5', 4, 1, 2, 'retracted', NULL, NULL);
