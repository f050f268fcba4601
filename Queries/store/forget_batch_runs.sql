-- name: forget_batch_runs :exec
-- Deletes what lists a run under requests to a batch service.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM batch_request_run
WHERE trajectory_id = :trajectory_id;
