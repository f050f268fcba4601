-- name: find_export :optional
-- An export by its digest.
-- param: digest TEXT - sha256: of its manifest
-- column: id INTEGER
-- column: digest TEXT
-- column: body_json TEXT - the manifest
SELECT id, digest, body_json
FROM export
WHERE digest = :digest;
