-- name: find_split_by_digest :optional
-- A split by its digest.
-- param: digest TEXT - sha256:
-- column: id INTEGER
-- column: digest TEXT
SELECT id, digest
FROM split
WHERE digest = :digest;
