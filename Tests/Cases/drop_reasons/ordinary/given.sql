-- Under p1, which was applied last: what the confidence gate rejects or leaves open was not dropped.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0),
  (4, 'sha256:t4', 't4', 1, 'a goal', 0),
  (5, 'sha256:t5', 't5', 1, 'a goal', 0);
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{}', 2),
  (2, 'sha256:p2', '{}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, in_out) VALUES
  (1, 1, 'below_delta', 'out'),
  (1, 2, 'below_delta', 'out'),
  (1, 3, 'not_failure', 'out'),
  (1, 4, 'rejected', 'out'),
  (1, 5, 'undetermined', 'open'),
  (2, 4, 'irrecoverable', 'out');
