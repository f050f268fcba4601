-- A policy over series s2: t1's own detection, which gives no type, goes before main's; t2 inherits. Both
-- are dropped.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}');
INSERT INTO detection (digest, trajectory_id, config_id, series, failure_type) VALUES
  ('sha256:1', 1, 1, 'main', 'incomplete'),
  ('sha256:2', 1, 1, 's2', NULL),
  ('sha256:3', 2, 1, 'main', 'tool_error');
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"detect_config":"sha256:d1","series":"s2"}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, confidence, weight, in_out) VALUES
  (1, 1, 'not_failure', NULL, NULL, NULL, 'out'),
  (1, 2, 'irrecoverable', NULL, NULL, NULL, 'out');
