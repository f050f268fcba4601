-- name: forget_steps :exec
-- Deletes the steps of a run that has a tombstone.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM step
WHERE trajectory_id = :trajectory_id;
