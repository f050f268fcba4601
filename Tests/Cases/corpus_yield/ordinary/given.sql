-- Three runs failed, of three unknown outcomes the detector calls one a failure and has not seen one.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'a.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0),
  (4, 'sha256:t4', 't4', 1, 'a goal', NULL),
  (5, 'sha256:t5', 't5', 1, 'a goal', NULL),
  (6, 'sha256:t6', 't6', 1, 'a goal', NULL),
  (7, 'sha256:t7', 't7', 1, 'a goal', 1);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}');
INSERT INTO config_name (config_id, label, name) VALUES (1, 'lab', 'd1');
INSERT INTO detection (digest, trajectory_id, config_id, is_failure) VALUES
  ('sha256:f4', 4, 1, 1),
  ('sha256:f5', 5, 1, 0);
