-- name: forgotten_present :many
-- Runs that are here although a tombstone says that they are forgotten.
-- column: trajectory TEXT - name of the run
-- column: digest TEXT
-- order: digest
SELECT trajectory_name.name AS trajectory, trajectory.digest
FROM tombstone
JOIN trajectory ON trajectory.digest = tombstone.digest
JOIN trajectory_name ON trajectory_name.trajectory_id = trajectory.id
WHERE tombstone.kind = 'trajectory'
ORDER BY trajectory.digest;
