-- name: log_splits :many
-- Splits.
-- column: digest TEXT
-- column: name TEXT
-- column: body_json TEXT
-- order: digest
SELECT digest, name, body_json
FROM split
ORDER BY digest;
