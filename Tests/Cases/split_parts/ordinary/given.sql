-- t1 and t2 are trials of one task; t3 has no task; t4 came later. t1 is accepted; t2 succeeded by itself.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO task (id, digest, task_key, benchmark) VALUES (1, 'sha256:k1', 'k1', 'webarena');
INSERT INTO trajectory (id, digest, external_id, source_id, task_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 'g', 0),
  (2, 'sha256:t2', 't2', 1, 1, 'g', 1),
  (3, 'sha256:t3', 't3', 1, NULL, 'h', NULL),
  (4, 'sha256:t4', 't4', 1, 1, 'g', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES (1, 'sha256:d1', 'detect', '{}');
INSERT INTO detection (digest, trajectory_id, config_id, failure_type) VALUES ('sha256:x1', 1, 1, 'incomplete');
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES (1, 'sha256:p1', '{}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, in_out) VALUES (1, 1, 'accepted', 1, 'in'), (1, 4, 'rejected', NULL, 'out');
INSERT INTO split (id, digest, name, body_json) VALUES
  (1, 'sha256:s1', 'main', '{"folds":5,"kinds":["template"],"parts":[{"fraction":0.5,"name":"train"},{"fraction":0.5,"name":"test"}],"seed":7}');
INSERT INTO split_member (split_id, trajectory_id, part, fold, group_key, digest) VALUES
  (1, 1, 'train', 0, 'task=k1', 'sha256:m1'), (1, 2, 'train', 0, 'task=k1', 'sha256:m2'),
  (1, 3, 'test', 4, 'task=h', 'sha256:m3');
