-- Beside the paper's 27.0 % for its single judge stand our two seeds; other metrics, models and names do not fit.
INSERT INTO arm (id, digest, body_json) VALUES
  (1, 'sha256:a', '{"takes":"hindsight_pairs"}'),
  (2, 'sha256:b', '{"takes":"nothing"}');
INSERT INTO arm_name (arm_id, name) VALUES (1, 'single_judge'), (2, 'nobody');
INSERT INTO evaluation (digest, arm_id, benchmark, model, seed, metric, value) VALUES
  ('sha256:1', 1, 'webarena', 'Qwen2.5-7B', 1, 'success_rate', 0.25),
  ('sha256:2', 1, 'webarena', 'Qwen2.5-7B', 2, 'success_rate', 0.75),
  ('sha256:3', 1, 'webarena', 'another', 1, 'success_rate', 0.5),
  ('sha256:4', 2, 'webarena', 'qwen2.5-7b', 1, 'success_rate', 0.5);
