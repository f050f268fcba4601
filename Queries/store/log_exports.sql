-- name: log_exports :many
-- Exports.
-- column: id INTEGER
-- column: digest TEXT
-- column: body_json TEXT
-- order: digest
SELECT id, digest, body_json
FROM export
ORDER BY digest;
