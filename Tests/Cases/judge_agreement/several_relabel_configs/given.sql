-- r1 and r2 have attempts, and none is named.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:r2', 'relabel', '{}'),
  (5, 'sha256:j', 'judge', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (3, 'lab', 'r1'),
  (4, 'lab', 'r2');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (2, 'sha256:a2', 1, 4, 1, 1, 0.75);
INSERT INTO vote (digest, attempt_id, config_id, valid, confidence) VALUES
  ('sha256:a1-j', 1, 5, 1, 0.75);
