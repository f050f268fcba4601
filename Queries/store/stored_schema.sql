-- name: stored_schema :many
-- Everything that the database's schema holds, but for what SQLite makes of itself.
-- grain: one row per schema object
-- column: type TEXT - table, index, trigger, view
-- column: name TEXT
-- column: tbl_name TEXT - table it belongs to
-- column: sql TEXT - as it was created; NULL: made by a constraint
-- order: type, name
SELECT type, name, tbl_name, sql
FROM sqlite_schema
ORDER BY type, name;
