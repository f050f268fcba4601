-- name: applied_migrations :many
-- Migrations that this file has seen.
-- grain: one row per migration
-- column: version INTEGER
-- column: name TEXT
-- column: digest TEXT
-- column: applied_at TEXT - UTC
-- order: version
SELECT version, name, digest, applied_at
FROM migration
ORDER BY version;
