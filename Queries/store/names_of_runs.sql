-- name: names_of_runs :many
-- What people call some runs.
-- grain: one row per run
-- param: ids JSON - array of row ids
-- param: limit INTEGER - first names only; NULL = all
-- column: id INTEGER
-- column: trajectory TEXT
-- order: trajectory
SELECT trajectory_name.trajectory_id AS id, trajectory_name.name AS trajectory
FROM json_each(:ids) AS asked
JOIN trajectory_name ON trajectory_name.trajectory_id = asked.value
ORDER BY trajectory
LIMIT coalesce(:limit, -1);
