-- name: stored_triggers :many
-- Triggers that the database has.
-- grain: one row per trigger
-- column: name TEXT
-- column: sql TEXT - as it was created
-- order: name
SELECT name, sql
FROM sqlite_schema
WHERE type = 'trigger'
ORDER BY name;
