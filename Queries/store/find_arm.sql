-- name: find_arm :optional
-- An arm by its digest.
-- param: digest TEXT - sha256:
-- column: id INTEGER
-- column: digest TEXT
SELECT id, digest
FROM arm
WHERE digest = :digest;
