-- name: goals_of_runs :many
-- The goals that some runs were given.
-- grain: one row per run
-- param: ids JSON - array of row ids
-- column: id INTEGER
-- column: goal TEXT
-- order: id
SELECT trajectory.id, trajectory.goal
FROM json_each(:ids) AS asked
JOIN trajectory ON trajectory.id = asked.value
ORDER BY trajectory.id;
