-- In the order of the times; the digest of the id is not shown.
INSERT INTO tombstone (kind, digest, id_digest, reason, forgotten_at) VALUES
  ('quarantine', 'sha256:a', NULL, 'API key', '2026-02-01T00:00:00Z'),
  ('trajectory', 'sha256:b', 'sha256:c', 'an address', '2026-01-01T00:00:00Z');
