-- Two commands, and a call that neither made.
INSERT INTO call_session (began_at, series, seconds, calls) VALUES
  ('2026-02-01T10:00:00Z', 'main', 90.0, 1), ('2026-02-01T11:00:00Z', 's2', 30.0, 1);
INSERT INTO model_call (
  id, digest, answer_digest, stage, endpoint, model, series, request_json, answer_text, raw_answer, latency_ms, tries) VALUES
  (1, 'sha256:c1', 'sha256:x1', 'relabel', 'openai', 'mini', 'main', '{}', 'a', '{}', 10, 1),
  (2, 'sha256:c2', 'sha256:x2', 'relabel', 'openai', 'mini', 's2', '{}', 'a', '{}', 10, 1),
  (3, 'sha256:c3', 'sha256:x3', 'relabel', 'openai', 'mini', 'main', '{}', 'a', '{}', 0, 1);
