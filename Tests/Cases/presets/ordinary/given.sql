-- A policy that was applied changes no preset.
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"fallback":"none"}', 1);
