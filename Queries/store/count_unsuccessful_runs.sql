-- name: count_unsuccessful_runs :one
-- Runs that did not succeed, as far as their sources say.
-- grain: one row
-- column: runs INTEGER - success is 0 or NULL
SELECT count(*) AS runs
FROM trajectory
WHERE success = 0 OR success IS NULL;
