-- Two arms of one name, in rounds and without: each has a row of its own; round 2 fits the paper's round 2.
INSERT INTO arm (id, digest, body_json) VALUES
  (1, 'sha256:a', '{"theta":0.5}'),
  (2, 'sha256:b', '{"theta":0.6}');
INSERT INTO arm_name (arm_id, name) VALUES (1, 'agenther_mj'), (2, 'agenther_mj');
INSERT INTO evaluation (digest, arm_id, benchmark, model, metric, value, round) VALUES
  ('sha256:1', 1, 'webarena', 'qwen2.5-7b', 'success_rate', 0.25, NULL),
  ('sha256:2', 2, 'webarena', 'qwen2.5-7b', 'success_rate', 0.5, NULL),
  ('sha256:3', 1, 'webarena', 'qwen2.5-7b', 'success_rate', 0.75, 2);
