-- c2 is about runs of both rounds and counts in the first; c3 tells no tokens; c4 is about a run without a round. The price
-- changes between the days of c1 and c2: 1000 x 100 + 100 x 1000 and 2000 x 200 + 200 x 2000, by a million.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, round, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 'g', 0),
  (2, 'sha256:t2', 't2', 1, 2, 'g', 0),
  (3, 'sha256:t3', 't3', 1, NULL, 'g', 0);
INSERT INTO model_call (
  id, digest, answer_digest, stage, endpoint, model, series, request_json, answer_text, raw_answer, prompt_tokens,
  completion_tokens, latency_ms, tries, called_on) VALUES
  (1, 'sha256:c1', 'sha256:x1', 'relabel', 'openai', 'mini', 'main', '{}', 'a', '{}', 1000, 100, 10, 1, '2026-01-31'),
  (2, 'sha256:c2', 'sha256:x2', 'judge', 'openai', 'mini', 'main', '{}', 'a', '{}', 2000, 200, 10, 1, '2026-02-01'),
  (3, 'sha256:c3', 'sha256:x3', 'judge', 'openai', 'mini', 'main', '{}', 'a', '{}', NULL, NULL, 10, 1, '2026-02-01'),
  (4, 'sha256:c4', 'sha256:x4', 'judge', 'local', 'qwen', 'main', '{}', 'a', '{}', 500, 50, 10, 1, '2026-02-01');
INSERT INTO model_call_run (call_id, trajectory_id) VALUES (1, 1), (2, 1), (2, 2), (3, 2), (4, 3);
INSERT INTO price (digest, model, endpoint, valid_from, seq, prompt_usd_per_million, completion_usd_per_million) VALUES
  ('sha256:p1', 'mini', 'openai', '2026-01-01', 1, 100.0, 1000.0),
  ('sha256:p2', 'mini', 'openai', '2026-02-01', 1, 200.0, 2000.0);
