-- A policy without a detector and without a relabeler: what is not there is NULL.
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"theta":0.5}', 1);
