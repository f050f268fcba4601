-- name: file_batch_request :exec
-- Notes in which batch file a request stands.
-- param: file TEXT - the file's name
-- param: digest TEXT - sha256: of the request
UPDATE batch_request
SET file = :file, problem = NULL
WHERE digest = :digest;
