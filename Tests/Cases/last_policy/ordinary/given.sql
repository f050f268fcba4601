-- The highest decided_order, not the highest row.
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"theta":0.5}', 2),
  (2, 'sha256:p2', '{"theta":0.6}', 1);
