-- name: find_batch_request :optional
-- A request that a batch service was to answer.
-- param: digest TEXT - sha256: of the request
-- column: stage TEXT
-- column: request_json TEXT - '{}': it is answered
SELECT stage, request_json
FROM batch_request
WHERE digest = :digest;
