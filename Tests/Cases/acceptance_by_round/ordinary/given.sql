-- Round 2 tries k1 again and k2 anew. Of its goals 'b' is new; 'A  goal. ' is that of round 1 but for case, space
-- and full stop. What is open counts between the bounds of the yield. The paper's figures stand beside.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO task (id, digest, task_key) VALUES (1, 'sha256:k1', 'k1'), (2, 'sha256:k2', 'k2');
INSERT INTO trajectory (id, digest, external_id, source_id, task_id, round, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 1, 'g', 0),
  (2, 'sha256:t2', 't2', 1, 1, 2, 'g', 0),
  (3, 'sha256:t3', 't3', 1, 2, 2, 'g', 0),
  (4, 'sha256:t4', 't4', 1, 2, 2, 'g', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2),
  (3, 'sha256:e1-t3', 3, 2);
INSERT INTO attempt (digest, outcome_id, config_id, k, hindsight_goal) VALUES
  ('sha256:a1', 1, 3, 1, 'a goal'),
  ('sha256:a2', 2, 3, 2, 'A  goal. '),
  ('sha256:a3', 3, 3, 1, 'b');
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"extract_config":"sha256:e1","relabel_config":"sha256:r1"}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, in_out) VALUES
  (1, 1, 'accepted', 1, 'in'),
  (1, 2, 'accepted', 2, 'in'),
  (1, 3, 'fallback', 1, 'in'),
  (1, 4, 'undetermined', NULL, 'open');
