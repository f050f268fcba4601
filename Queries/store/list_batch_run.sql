-- name: list_batch_run :exec
-- Lists a run under a request that a batch service is to answer.
-- param: trajectory_id INTEGER - row of the run
-- param: digest TEXT - sha256: of the request
INSERT INTO batch_request_run (request_id, trajectory_id)
SELECT id, :trajectory_id FROM batch_request WHERE digest = :digest
ON CONFLICT DO NOTHING;
