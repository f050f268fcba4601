-- Two detectors, one in two series; is_failure NULL counts as a failure; one detection names no type.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'a.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', NULL),
  (4, 'sha256:t4', 't4', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{"engine":"rules"}'),
  (2, 'sha256:d2', 'detect', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (1, 'built-in', 'default'),
  (2, 'lab', 'd2');
INSERT INTO detection
  (digest, trajectory_id, config_id, series, is_failure, failure_type, severity, recoverable) VALUES
  ('sha256:f1', 1, 1, 'main', 1, 'tool_error', 0.4, 0),
  ('sha256:f2', 2, 1, 'main', NULL, 'tool_error', NULL, 1),
  ('sha256:f3', 3, 1, 'main', 0, 'incomplete', 0.3, NULL),
  ('sha256:f4', 4, 1, 'main', 1, NULL, NULL, NULL),
  ('sha256:f5', 1, 1, 'again', 1, 'incomplete', 0.5, 1),
  ('sha256:f6', 1, 2, 'main', 1, 'hallucination', 0.9, 0);
