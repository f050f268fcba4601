-- Of p1, which was applied last though it was stored first.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{}', 2),
  (2, 'sha256:p2', '{}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, confidence, weight, in_out) VALUES
  (1, 2, 'rejected', NULL, NULL, NULL, 'out'),
  (1, 1, 'accepted', 2, 0.75, 0.5, 'in'),
  (2, 1, 'rejected', NULL, NULL, NULL, 'out');
