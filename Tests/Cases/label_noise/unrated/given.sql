-- Rated is the second attempt, and the first one is accepted: the noise is NULL, not 0. A rejected run is in no row.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 1, 3, 2, 1, 0.75);
INSERT INTO annotator (id, name) VALUES (1, 'a');
INSERT INTO annotation (digest, attempt_id, annotator_id, seq, verdict) VALUES
  ('sha256:1', 2, 1, 1, 'invalid');
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES (1, 'sha256:p1',
  '{"extract_config":"sha256:e1","relabel_config":"sha256:r1","series":"main"}', 1);
INSERT INTO decision (policy_id, trajectory_id, decision, k, confidence, weight, in_out) VALUES
  (1, 1, 'accepted', 1, 0.75, 1, 'in'),
  (1, 2, 'rejected', NULL, NULL, NULL, 'out');
