-- name: forget_call_runs :exec
-- Deletes what lists a run that has a tombstone under its calls.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM model_call_run
WHERE trajectory_id = :trajectory_id;
