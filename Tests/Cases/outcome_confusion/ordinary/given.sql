-- The blind d1 sees six runs. t1, t2 and t3 failed: t1 is found, t2 too, as is_failure NULL counts as 1, t3 is missed.
-- t4 and t5 succeeded: t4 is a false alarm. Nobody knows how t6 ended; t7 is not detected.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO task (id, digest, task_key, benchmark) VALUES (1, 'sha256:k1', 'k1', 'bench');
INSERT INTO trajectory (id, digest, external_id, source_id, task_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 1, 'a goal', 0),
  (4, 'sha256:t4', 't4', 1, 1, 'a goal', 1),
  (5, 'sha256:t5', 't5', 1, 1, 'a goal', 1),
  (6, 'sha256:t6', 't6', 1, 1, 'a goal', NULL),
  (7, 'sha256:t7', 't7', 1, 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{"blind":true,"engine":"rules"}');
INSERT INTO config_name (config_id, label, name) VALUES (1, 'built-in', 'default-blind');
INSERT INTO detection (digest, trajectory_id, config_id, series, is_failure) VALUES
  ('sha256:1', 1, 1, 'blind', 1),
  ('sha256:2', 2, 1, 'blind', NULL),
  ('sha256:3', 3, 1, 'blind', 0),
  ('sha256:4', 4, 1, 'blind', 1),
  ('sha256:5', 5, 1, 'blind', 0),
  ('sha256:6', 6, 1, 'blind', 1);
