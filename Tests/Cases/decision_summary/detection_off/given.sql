-- A policy without a detector: no type is known.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"detection":"off"}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, confidence, weight, in_out) VALUES
  (1, 1, 'accepted', 1, 0.75, 1.0, 'in');
