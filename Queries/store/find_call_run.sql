-- name: find_call_run :optional
-- Whether a call is known to be about a run.
-- param: call_id INTEGER - call
-- param: trajectory_id INTEGER - run
-- column: call_id INTEGER
SELECT call_id
FROM model_call_run
WHERE call_id = :call_id AND trajectory_id = :trajectory_id;
