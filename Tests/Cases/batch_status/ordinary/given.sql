-- Of the first file one request is answered, one failed (before that another one did, with a problem that sorts later),
-- one open; one that failed was answered after all; one stands in no file yet.
INSERT INTO batch_request (digest, stage, endpoint, model, request_json, file, problem) VALUES
  ('sha256:c1', 'relabel', 'openai', 'mini', '{}', 'openai-1.jsonl', NULL),
  ('sha256:c2', 'relabel', 'openai', 'mini', '{"a":1}', 'openai-1.jsonl', 'rate limit'),
  ('sha256:c3', 'relabel', 'openai', 'mini', '{"a":2}', 'openai-1.jsonl', 'no quota'),
  ('sha256:c4', 'relabel', 'openai', 'mini', '{"a":3}', 'openai-1.jsonl', NULL),
  ('sha256:c5', 'judge', 'openai', 'mini', '{"a":4}', 'openai-2.jsonl', 'a'),
  ('sha256:c6', 'judge', 'local', 'qwen', '{"a":5}', NULL, NULL);
INSERT INTO model_call (
  id, digest, answer_digest, stage, endpoint, model, series, request_json, answer_text, raw_answer, latency_ms, tries) VALUES
  (1, 'sha256:c1', 'sha256:x1', 'relabel', 'openai', 'mini', 'main', '{}', 'a', '{}', 0, 1),
  (2, 'sha256:c5', 'sha256:x5', 'judge', 'openai', 'mini', 'main', '{}', 'a', '{}', 0, 1);
