-- No model was called; there are prices.
INSERT INTO price (digest, model, endpoint, valid_from, seq, prompt_usd_per_million, completion_usd_per_million) VALUES
  ('sha256:p1', 'mini', 'openai', '2026-01-01', 1, 100.0, 1000.0),
  ('sha256:p2', 'mini', 'openai', '2026-02-01', 1, 7.0, 7.0),
  ('sha256:p3', 'mini', 'openai', '2026-02-01', 2, 200.0, 2000.0),
  ('sha256:p4', 'mini', NULL, '2025-01-01', 1, 1.0, 10.0),
  ('sha256:p5', 'mini', NULL, '2026-02-02', 1, 9.0, 90.0);
