-- name: log_runs_of_call :many
-- Runs that a call is about.
-- param: call_id INTEGER - call
-- column: digest TEXT
-- column: external_id TEXT
-- column: label TEXT
-- order: digest
SELECT trajectory.digest, trajectory.external_id, source.label
FROM model_call_run
JOIN trajectory ON trajectory.id = model_call_run.trajectory_id
JOIN source ON source.id = trajectory.source_id
WHERE model_call_run.call_id = :call_id
ORDER BY trajectory.digest;
