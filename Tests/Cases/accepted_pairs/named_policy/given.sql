-- An earlier policy, by its digest: it chose t1's attempt 1.
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
INSERT INTO attempt (digest, outcome_id, config_id, k, goal_index, hindsight_goal, rationale) VALUES
  ('sha256:a1', 1, 3, 1, 0, 'find milk', 'seen'),
  ('sha256:a2', 1, 3, 2, 0, 'find bread', NULL),
  ('sha256:a3', 2, 3, 1, 0, 'find tea', 'seen'),
  ('sha256:a4', 2, 3, 1, 1, 'second goal', NULL);
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"extract_config":"sha256:e1","relabel_config":"sha256:r1"}', 2),
  (2, 'sha256:p2', '{"extract_config":"sha256:e1","relabel_config":"sha256:r1"}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, confidence, weight, in_out) VALUES
  (1, 1, 'accepted', 2, 0.75, 0.5, 'in'),
  (1, 2, 'fallback', 1, 0.45, 1.0, 'in'),
  (1, 3, 'rejected', NULL, NULL, NULL, 'out'),
  (2, 1, 'accepted', 1, 0.5, 1.0, 'in');
