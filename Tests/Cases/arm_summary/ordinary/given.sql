-- Three seeds and one; two metrics; an arm with no results; two arms of one name, told apart by digest.
INSERT INTO arm (id, digest, body_json) VALUES
  (1, 'sha256:aaaaaaaaaaaa1', '{"takes":"hindsight_pairs","theta":0.5}'),
  (2, 'sha256:bbbbbbbbbbbb2', '{"takes":"hindsight_pairs","theta":0.6}'),
  (3, 'sha256:cccccccccccc3', '{"takes":"successes"}');
INSERT INTO arm_name (arm_id, name) VALUES (1, 'full'), (2, 'full'), (3, 'sft_success');
INSERT INTO evaluation (digest, arm_id, benchmark, model, seed, metric, value, n) VALUES
  ('sha256:1', 1, 'webarena', 'm', 42, 'success_rate', 0.25, 800),
  ('sha256:2', 1, 'webarena', 'm', 1234, 'success_rate', 0.5, 800),
  ('sha256:3', 1, 'webarena', 'm', 2025, 'success_rate', 0.75, 812),
  ('sha256:4', 1, 'webarena', 'm', 42, 'pass_at_1', 0.5, NULL),
  ('sha256:5', 3, 'webarena', 'm', NULL, 'success_rate', 0.125, NULL);
