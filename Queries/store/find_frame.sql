-- name: find_frame :optional
-- An annotation frame by its digest.
-- param: digest TEXT - sha256:
-- column: id INTEGER
-- column: digest TEXT
SELECT id, digest
FROM annotation_frame
WHERE digest = :digest;
