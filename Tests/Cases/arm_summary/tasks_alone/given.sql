-- Seed 1 has tasks alone: their mean. Seed 2 has a value of its own, which counts, and tasks beside it.
INSERT INTO arm (id, digest, body_json) VALUES (1, 'sha256:a', '{"takes":"hindsight_pairs"}');
INSERT INTO arm_name (arm_id, name) VALUES (1, 'full');
INSERT INTO evaluation (digest, arm_id, seed, task, metric, value, n, round) VALUES
  ('sha256:1', 1, 1, 'x', 'success_rate', 0.0, 1, 1),
  ('sha256:2', 1, 1, 'y', 'success_rate', 0.5, 2, 1),
  ('sha256:3', 1, 2, NULL, 'success_rate', 0.75, 8, 1),
  ('sha256:4', 1, 2, 'x', 'success_rate', 1.0, 1, 1);
