-- A policy over series s2: t1's own attempt goes before main's, t2 has none and inherits.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2);
INSERT INTO attempt (digest, outcome_id, config_id, series, k, hindsight_goal) VALUES
  ('sha256:a1', 1, 3, 'main', 1, 'of main'),
  ('sha256:a2', 1, 3, 's2', 1, 'of s2'),
  ('sha256:a3', 2, 3, 'main', 1, 'inherited'),
  ('sha256:a4', 2, 3, 's3', 1, 'of another series');
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"extract_config":"sha256:e1","relabel_config":"sha256:r1","series":"s2"}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, confidence, weight, in_out) VALUES
  (1, 1, 'accepted', 1, 0.75, 1.0, 'in'),
  (1, 2, 'accepted', 1, 0.75, 1.0, 'in');
