-- name: forget_outcomes :exec
-- Deletes the outcomes of a run that has a tombstone.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM outcome
WHERE trajectory_id = :trajectory_id;
