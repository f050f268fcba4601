-- K = 2. t1: attempt 2 passes first, though 3 is better. t2: attempt 3 is beyond K, and the second goal of
-- attempt 1 (goal_index 1) is not the gate's.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2);
INSERT INTO attempt (digest, outcome_id, config_id, k, goal_index, valid, confidence) VALUES
  ('sha256:a1', 1, 3, 1, 0, 1, 0.25),
  ('sha256:a2', 1, 3, 2, 0, 1, 0.5),
  ('sha256:a3', 1, 3, 3, 0, 1, 1.0),
  ('sha256:a4', 2, 3, 1, 0, 1, 0.25),
  ('sha256:a5', 2, 3, 2, 0, 1, 0.25),
  ('sha256:a6', 2, 3, 3, 0, 1, 1.0),
  ('sha256:a7', 2, 3, 1, 1, 1, 1.0);
