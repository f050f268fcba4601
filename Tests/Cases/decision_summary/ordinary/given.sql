-- Under p1, which was applied last. Yield counts every run processed, the dropped and the open ones too:
-- 2 of 3 incomplete runs and 2 of 5. t4's detection gives no type, t5 has none.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0),
  (4, 'sha256:t4', 't4', 1, 'a goal', 0),
  (5, 'sha256:t5', 't5', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}');
INSERT INTO detection (digest, trajectory_id, config_id, failure_type) VALUES
  ('sha256:d1-t1', 1, 1, 'incomplete'),
  ('sha256:d1-t2', 2, 1, 'incomplete'),
  ('sha256:d1-t3', 3, 1, 'incomplete'),
  ('sha256:d1-t4', 4, 1, NULL);
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"detect_config":"sha256:d1"}', 2),
  (2, 'sha256:p2', '{"detect_config":"sha256:d1"}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, confidence, weight, in_out) VALUES
  (1, 1, 'accepted', 1, 0.75, 0.5, 'in'),
  (1, 2, 'fallback', 1, 0.45, 1.0, 'in'),
  (1, 3, 'below_delta', NULL, NULL, NULL, 'out'),
  (1, 4, 'rejected', NULL, NULL, NULL, 'out'),
  (1, 5, 'undetermined', NULL, NULL, NULL, 'open'),
  (2, 1, 'rejected', NULL, NULL, NULL, 'out');
