-- name: batch_requests_to_write :many
-- Requests that have no answer and stand in no batch file, or in one whose service gave an error for them.
-- grain: one row per request
-- param: again INTEGER - 1: those that stand in a file without word from the service, too
-- column: digest TEXT - sha256: of the request
-- order: endpoint, model, stage, digest
SELECT digest
FROM batch_request
WHERE (file IS NULL OR problem IS NOT NULL OR :again = 1)
  AND NOT EXISTS (SELECT 1 FROM model_call WHERE model_call.digest = batch_request.digest)
ORDER BY
  endpoint,
  model,
  CASE stage WHEN 'detect' THEN 1 WHEN 'extract' THEN 2 WHEN 'relabel' THEN 3 ELSE 4 END,
  digest;
