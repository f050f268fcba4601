-- name: forget_calls :exec
-- Deletes the calls that are about no run any more.
DELETE FROM model_call
WHERE NOT EXISTS (
  SELECT 1
  FROM model_call_run
  WHERE model_call_run.call_id = model_call.id);
