-- t1 has two labels, the later one counts; t2's category has no counterpart, t3's label names none.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'agentrx', 'labels.json');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{"engine":"human"}');
INSERT INTO detection (id, digest, trajectory_id, config_id, series, is_failure) VALUES
  (1, 'sha256:d1-t1', 1, 1, 'human', 1),
  (2, 'sha256:d1-t2', 2, 1, 'human', 1),
  (3, 'sha256:d1-t3', 3, 1, 'human', 1);
INSERT INTO annotator (id, name) VALUES (1, 'agentrx');
INSERT INTO annotation
  (digest, detection_id, annotator_id, seq, verdict, category, extra_json) VALUES
  ('sha256:1', 1, 1, 1, 'valid', 'Invented', '{"failure_type":"hallucination"}'),
  ('sha256:2', 1, 1, 2, 'valid', 'Misread', '{"failure_type":"wrong_result"}'),
  ('sha256:3', 2, 1, 1, 'valid', 'Guarded', '{"step":3}'),
  ('sha256:4', 3, 1, 1, 'valid', NULL, NULL);
