-- By name, by label/name and by digest; the judge j9 means nothing. With detection off a detector that is
-- named is still meant.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}'),
  (5, 'sha256:j3', 'judge', '{}'),
  (6, 'sha256:d2', 'detect', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (1, 'lab', 'd'),
  (2, 'lab', 'e'),
  (3, 'lab', 'r'),
  (4, 'lab', 'j');
INSERT INTO detection (digest, trajectory_id, config_id) VALUES ('sha256:d1-t1', 1, 1);
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k) VALUES (1, 'sha256:a1', 1, 3, 1);
INSERT INTO vote (digest, attempt_id, config_id) VALUES ('sha256:v1', 1, 4);
