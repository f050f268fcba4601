-- Three calls of one kind, and one each of others; one of a batch service has no time.
INSERT INTO model_call (
  id, digest, answer_digest, stage, endpoint, model, series, request_json, repairs_id, answer_text,
  raw_answer, prompt_tokens, completion_tokens, latency_ms, tries, called_on) VALUES
  (1, 'sha256:c1', 'sha256:x1', 'relabel', 'openai', 'mini', 'main', '{}', NULL, 'a', '{}', 1000, 100, 250, 1, '2026-01-31'),
  (2, 'sha256:c2', 'sha256:x2', 'relabel', 'openai', 'mini', 'main', '{}', 1, 'a', '{}', 2000, 200, 500, 3, '2026-02-01'),
  (3, 'sha256:c3', 'sha256:x3', 'relabel', 'openai', 'mini', 'main', '{}', NULL, NULL, '{}', NULL, NULL, 100, 1, '2026-02-01'),
  (4, 'sha256:c4', 'sha256:x4', 'judge', 'local', 'qwen', 'main', '{}', NULL, 'a', '{}', 500, 50, 40, 1, '2026-02-01'),
  (5, 'sha256:c5', 'sha256:x5', 'judge', 'other', 'mini', 's2', '{}', NULL, 'a', '{}', 1000, 100, 30, 1, '2026-02-01'),
  (6, 'sha256:c6', 'sha256:x6', 'detect', 'openai', 'mini', 'main', '{}', NULL, 'a', '{}', 1000, 100, 0, 1, NULL);
