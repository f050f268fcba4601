-- A run whose source states no round stands last, makes nothing old, and nothing in its row is called new. k1 is not
-- new in round 2, because a run of round 1 succeeded at it. t3 has no task: it counts among the runs alone.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO task (id, digest, task_key) VALUES (1, 'sha256:k1', 'k1'), (2, 'sha256:k2', 'k2');
INSERT INTO trajectory (id, digest, external_id, source_id, task_id, round, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 1, 'g', 1),
  (2, 'sha256:t2', 't2', 1, 1, 2, 'g', 0),
  (3, 'sha256:t3', 't3', 1, NULL, 2, 'g', 0),
  (4, 'sha256:t4', 't4', 1, 2, NULL, 'g', 0),
  (5, 'sha256:t5', 't5', 1, 2, 2, 'g', 0);
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES (1, 'sha256:p1', '{}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, in_out) VALUES
  (1, 2, 'rejected', NULL, 'out'),
  (1, 3, 'below_delta', NULL, 'out'),
  (1, 4, 'rejected', NULL, 'out'),
  (1, 5, 'undetermined', NULL, 'in');
