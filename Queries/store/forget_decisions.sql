-- name: forget_decisions :exec
-- Deletes the decisions of a run that has a tombstone.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM decision
WHERE trajectory_id = :trajectory_id;
