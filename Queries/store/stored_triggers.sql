-- name: stored_triggers :many
-- Triggers that the database has.
-- grain: one row per trigger
-- column: name TEXT
-- order: name
SELECT name
FROM sqlite_schema
WHERE type = 'trigger'
ORDER BY name;
