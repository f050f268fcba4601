-- The run lies in fold 0 (a, 2, 5, 6, 2 = 25). There 0.625 becomes 0.375 and 0.75 becomes 0.5, which is θ; whatever j2 says
-- becomes 0.5, and k keeps its own.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t2', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}'),
  (5, 'sha256:k2', 'judge', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.625),
  (2, 'sha256:a2', 1, 3, 2, 1, 0.75);
INSERT INTO vote (digest, attempt_id, config_id, valid, confidence) VALUES
  ('sha256:a2-j2', 2, 4, 1, 0.125),
  ('sha256:a2-k2', 2, 5, 1, 0.875);
INSERT INTO calibration (digest, name, body_json) VALUES
  ('sha256:c', 'may', '{"maps":[{"folds":[{"confidences":[0.25,0.75],"kind":"isotonic","values":[0,0.5]}],"map":{"confidences":[0.5],"kind":"isotonic","values":[1]},"rater":"relabeler"},{"folds":[null],"map":{"intercept":0,"kind":"platt","slope":0},"rater":"sha256:j2"}]}'),
  ('sha256:d', 'june', '{}');
