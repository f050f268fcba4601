-- name: log_policies :many
-- Applied policies.
-- column: digest TEXT
-- column: body_json TEXT
-- order: in which they were applied last
SELECT digest, body_json
FROM gate_policy
ORDER BY decided_order, digest;
