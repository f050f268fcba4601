-- name: goals_of_runs :many
-- What some runs are called, and the goals that they were given.
-- grain: one row per run
-- param: ids JSON - array of row ids
-- column: id INTEGER
-- column: trajectory TEXT
-- column: goal TEXT
-- order: trajectory
SELECT trajectory.id, trajectory_name.name AS trajectory, trajectory.goal
FROM json_each(:ids) AS asked
JOIN trajectory ON trajectory.id = asked.value
JOIN trajectory_name ON trajectory_name.trajectory_id = trajectory.id
ORDER BY trajectory;
