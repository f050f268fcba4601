-- The judge says invalid, 0.9: a no where verdicts count, here a yes, and a contradiction all the same.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j4', 'judge', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (4, 'lab', 'j');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 1, 3, 2, 0, 0.75);
INSERT INTO vote (digest, attempt_id, config_id, valid, confidence, status) VALUES
  ('sha256:a1-j4', 1, 4, 0, 0.9, 'ok'),
  ('sha256:a2-j4', 2, 4, 1, 0.25, 'ok');
