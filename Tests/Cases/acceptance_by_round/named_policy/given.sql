-- p1 was applied before p2. Its series is s2: the goal is that of s2, where s2 has an attempt, else that of main; an
-- answer without a goal is none.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, round, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 'g', 0),
  (2, 'sha256:t2', 't2', 1, 1, 'g', 0),
  (3, 'sha256:t3', 't3', 1, 1, 'g', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2),
  (3, 'sha256:e1-t3', 3, 2);
INSERT INTO attempt (digest, outcome_id, config_id, series, k, hindsight_goal) VALUES
  ('sha256:a1', 1, 3, 'main', 1, 'one'),
  ('sha256:a2', 1, 3, 's2', 1, 'two'),
  ('sha256:a3', 2, 3, 'main', 1, 'two?'),
  ('sha256:a4', 3, 3, 'main', 1, NULL);
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"extract_config":"sha256:e1","relabel_config":"sha256:r1","series":"s2"}', 1),
  (2, 'sha256:p2', '{}', 2);
INSERT INTO decision (policy_id, trajectory_id, decision, k, in_out) VALUES
  (1, 1, 'accepted', 1, 'in'),
  (1, 2, 'accepted', 1, 'in'),
  (1, 3, 'accepted', 1, 'in'),
  (2, 1, 'rejected', NULL, 'out');
