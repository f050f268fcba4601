-- name: insert_call_run :exec
-- Lists a run under a call, and under the call that this one repairs.
-- param: call_id INTEGER - call
-- param: trajectory_id INTEGER - run
INSERT INTO model_call_run (call_id, trajectory_id)
SELECT id, :trajectory_id
FROM model_call
WHERE id = :call_id OR id = (SELECT repairs_id FROM model_call WHERE id = :call_id)
ON CONFLICT DO NOTHING;
