-- The attempts alone: 0.8 + 0.4.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j1', 'judge', '{}');
INSERT INTO model_call (
  id, digest, answer_digest, stage, endpoint, model, series, request_json, repairs_id, answer_text,
  raw_answer, prompt_tokens, completion_tokens, latency_ms, tries, called_on) VALUES
  (1, 'sha256:c1', 'sha256:x1', 'relabel', 'openai', 'mini', 'main', '{}', NULL, 'a', '{}', 1000, 100, 250, 1, '2026-02-01'),
  (2, 'sha256:c2', 'sha256:x2', 'relabel', 'openai', 'mini', 'main', '{}', 1, 'a', '{}', 2000, 200, 500, 3, '2026-02-01'),
  (4, 'sha256:c4', 'sha256:x4', 'judge', 'openai', 'mini', 'main', '{}', NULL, 'a', '{}', 500, 50, 40, 1, '2026-02-01'),
  (5, 'sha256:c5', 'sha256:x5', 'judge', 'openai', 'mini', 's2', '{}', NULL, 'a', '{}', 1000, 100, 30, 1, '2026-02-01');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:O1', 1, 2),
  (2, 'sha256:O2', 2, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, call_id) VALUES
  (1, 'sha256:A1', 1, 3, 1, 2),
  (2, 'sha256:A2', 2, 3, 1, 2);
INSERT INTO vote (digest, attempt_id, config_id, series, call_id) VALUES
  ('sha256:V1', 1, 4, 'main', 4),
  ('sha256:V2', 2, 4, 's2', 5);
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"extract_config":"sha256:e1","judges":["sha256:j1"],"relabel_config":"sha256:r1","series":"main"}', 2);
INSERT INTO decision (policy_id, trajectory_id, decision, k, in_out) VALUES
  (1, 1, 'accepted', 1, 'in'),
  (1, 2, 'rejected', NULL, 'out');
INSERT INTO price (digest, model, valid_from, seq, prompt_usd_per_million, completion_usd_per_million) VALUES
  ('sha256:p1', 'mini', '2026-02-01', 1, 200.0, 2000.0);
