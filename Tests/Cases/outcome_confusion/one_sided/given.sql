-- A model's detections of failures alone, all found: no false alarm is possible and no κ, as both sides say one thing.
-- Of bench-2 no outcome is stated, so that nothing is compared.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO task (id, digest, task_key, benchmark) VALUES (1, 'sha256:k1', 'k1', 'bench-2');
INSERT INTO trajectory (id, digest, external_id, source_id, task_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, NULL, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, NULL, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 1, 'a goal', NULL);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{"endpoint":"e","model":"m"}');
INSERT INTO config_name (config_id, label, name) VALUES (1, 'lab', 'llm');
INSERT INTO detection (digest, trajectory_id, config_id, series, is_failure) VALUES
  ('sha256:1', 1, 1, 'main', 1),
  ('sha256:2', 2, 1, 'main', 1),
  ('sha256:3', 3, 1, 'main', 0);
