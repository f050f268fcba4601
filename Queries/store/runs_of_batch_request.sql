-- name: runs_of_batch_request :many
-- Rows of the runs that a request is about.
-- param: digest TEXT - sha256: of the request
-- column: id INTEGER
-- order: id
SELECT batch_request_run.trajectory_id AS id
FROM batch_request
JOIN batch_request_run ON batch_request_run.request_id = batch_request.id
WHERE batch_request.digest = :digest
ORDER BY batch_request_run.trajectory_id;
