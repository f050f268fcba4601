-- A stored weight, one derived as 1 - v (t2), and none (t3); t1 in two series.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', NULL);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (1, 'lab', 'rules');
INSERT INTO detection (digest, trajectory_id, config_id, series, is_failure, failure_type, severity, weight, recoverable, explanation) VALUES
  ('sha256:4', 3, 1, 'main', NULL, NULL, NULL, NULL, NULL, NULL),
  ('sha256:3', 2, 1, 'main', 1, 'tool_error', 0.75, NULL, 0, 'two terms'),
  ('sha256:2', 1, 1, 's2', 0, NULL, 0.0, NULL, 1, ''),
  ('sha256:1', 1, 1, 'main', 1, 'incomplete', 0.75, 0.5, 1, 'by hand');
