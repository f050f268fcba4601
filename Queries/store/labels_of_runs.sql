-- name: labels_of_runs :many
-- Source labels of all runs.
-- column: trajectory_id INTEGER
-- column: label TEXT
-- order: trajectory_id
SELECT trajectory.id AS trajectory_id, source.label
FROM trajectory
JOIN source ON source.id = trajectory.source_id
ORDER BY trajectory.id;
