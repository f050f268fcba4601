-- name: trajectory_names :many
-- What people call each run.
-- grain: one row per run
-- column: id INTEGER
-- column: trajectory TEXT
-- order: trajectory
SELECT trajectory_name.trajectory_id AS id, trajectory_name.name AS trajectory
FROM trajectory_name
ORDER BY trajectory;
