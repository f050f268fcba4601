-- name: goals_of_successes :many
-- S: the goals of the runs that succeeded.
-- grain: one row per run with success = 1
-- column: trajectory TEXT - name of the run
-- column: goal TEXT
-- order: trajectory
-- source: METHOD.md §2
SELECT trajectory_name.name AS trajectory, trajectory.goal
FROM trajectory
JOIN trajectory_name ON trajectory_name.trajectory_id = trajectory.id
WHERE trajectory.success = 1
ORDER BY trajectory;
