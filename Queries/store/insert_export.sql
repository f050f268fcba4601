-- name: insert_export :exec
-- Adds an export, if it is not there.
-- param: digest TEXT - sha256: of the body
-- param: body_json TEXT - the manifest
INSERT INTO export (digest, body_json)
VALUES (:digest, :body_json)
ON CONFLICT (digest) DO NOTHING;
