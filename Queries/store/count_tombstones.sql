-- name: count_tombstones :one
-- How many runs and records were forgotten.
-- grain: one row
-- column: tombstones INTEGER
SELECT count(*) AS tombstones
FROM tombstone;
