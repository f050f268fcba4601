-- name: find_call :optional
-- A call's row.
-- param: digest TEXT - sha256: of the request
-- column: id INTEGER
-- column: digest TEXT
-- column: answer_digest TEXT
SELECT id, digest, answer_digest
FROM model_call
WHERE digest = :digest;
