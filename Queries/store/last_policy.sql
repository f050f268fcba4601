-- name: last_policy :optional
-- The policy that was applied last.
-- column: id INTEGER
-- column: digest TEXT
-- column: body_json TEXT - every parameter, configs by digest
SELECT id, digest, body_json
FROM gate_policy
ORDER BY decided_order DESC
LIMIT 1;
