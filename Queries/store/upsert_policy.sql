-- name: upsert_policy :exec
-- Stores a policy and makes it the last one applied.
-- param: digest TEXT - sha256:
-- param: body_json TEXT - canonical JSON
INSERT INTO gate_policy (digest, body_json, decided_order)
VALUES (:digest, :body_json, 1 + coalesce((SELECT max(decided_order) FROM gate_policy), 0))
ON CONFLICT (digest) DO UPDATE SET decided_order = excluded.decided_order;
