-- name: find_collection :optional
-- A collection by its digest.
-- param: digest TEXT - sha256:
-- column: id INTEGER
-- column: digest TEXT
SELECT id, digest
FROM collection
WHERE digest = :digest;
