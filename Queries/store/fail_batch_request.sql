-- name: fail_batch_request :exec
-- Notes why a batch service gave no answer.
-- param: problem TEXT - the service's words
-- param: digest TEXT - sha256: of the request
UPDATE batch_request
SET problem = :problem
WHERE digest = :digest
  AND NOT EXISTS (SELECT 1 FROM model_call WHERE model_call.digest = :digest);
