-- Of one policy, by the names of the runs.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO task (id, digest, task_key) VALUES
  (1, 'sha256:k1', 'k');
INSERT INTO trajectory (id, digest, external_id, source_id, task_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{"engine":"rules"}'),
  (2, 'sha256:e1', 'extract', '{"engine":"rules"}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{"engine":"rules"}');
INSERT INTO config_name (config_id, label, name) VALUES
  (4, 'lab', 'j2');
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"theta":0.5,"delta":0.3,"attempts":3,"judges":["sha256:j2"],"fallback":"none","detection":"on"}', 2),
  (2, 'sha256:p2', '{"theta":0.75,"attempts":1,"judges":[]}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, confidence, weight, in_out, missing_json) VALUES
  (1, 1, 'undetermined', NULL, NULL, NULL, 'open', '["outcome"]'),
  (2, 1, 'accepted', 1, 0.75, 0.5, 'in', NULL),
  (1, 2, 'rejected', NULL, NULL, NULL, 'out', NULL);
