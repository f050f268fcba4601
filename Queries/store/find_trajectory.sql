-- name: find_trajectory :optional
-- A run by its digest.
-- param: digest TEXT - sha256:
-- column: id INTEGER
-- column: digest TEXT
SELECT id, digest
FROM trajectory
WHERE digest = :digest;
