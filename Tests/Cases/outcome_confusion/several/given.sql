-- Each source label and benchmark has a line of its own, so has the told d2, which saw t1 alone. People's labels are no
-- detector.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl'),
  (2, 'attic', 'regoal', 'old.jsonl');
INSERT INTO task (id, digest, task_key, benchmark) VALUES
  (1, 'sha256:k1', 'k1', 'bench'),
  (2, 'sha256:k2', 'k2', 'other');
INSERT INTO trajectory (id, digest, external_id, source_id, task_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 2, 'a goal', 1),
  (3, 'sha256:t3', 't3', 2, 1, 'a goal', 1);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{"blind":true,"engine":"rules"}'),
  (2, 'sha256:d2', 'detect', '{"engine":"rules"}'),
  (3, 'sha256:d3', 'detect', '{"dataset":"lab","engine":"human"}');
INSERT INTO config_name (config_id, label, name) VALUES
  (1, 'built-in', 'default-blind'),
  (2, 'built-in', 'default'),
  (3, 'lab', 'human-label');
INSERT INTO detection (digest, trajectory_id, config_id, series, is_failure) VALUES
  ('sha256:1', 1, 1, 'blind', 0),
  ('sha256:2', 2, 1, 'blind', 0),
  ('sha256:3', 3, 1, 'blind', 1),
  ('sha256:4', 1, 2, 'main', 1),
  ('sha256:5', 1, 3, 'human', 1);
