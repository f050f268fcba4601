-- name: forget_batch_requests :exec
-- Deletes the requests to a batch service that are about no run any more.
DELETE FROM batch_request
WHERE NOT EXISTS (
  SELECT 1
  FROM batch_request_run
  WHERE batch_request_run.request_id = batch_request.id);
