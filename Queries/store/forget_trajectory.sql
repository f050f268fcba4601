-- name: forget_trajectory :exec
-- Deletes a run that has a tombstone, once nothing refers to it.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM trajectory
WHERE id = :trajectory_id;
