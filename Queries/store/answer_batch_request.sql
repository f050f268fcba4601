-- name: answer_batch_request :exec
-- Notes that a request is answered: from here on the call has its text.
-- param: digest TEXT - sha256: of the request
UPDATE batch_request
SET request_json = '{}', problem = NULL
WHERE digest = :digest;
