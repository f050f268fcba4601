-- name: find_policy :optional
-- A policy by its digest.
-- param: digest TEXT - sha256:
-- column: id INTEGER
SELECT id
FROM gate_policy
WHERE digest = :digest;
