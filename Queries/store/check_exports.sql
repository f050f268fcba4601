-- name: check_exports :many
-- Exports with what their digests are made of.
-- column: id INTEGER
-- column: digest TEXT
-- column: body_json TEXT
-- column: items_digest TEXT - as the manifest has it
-- order: id
SELECT id, digest, body_json, json_extract(body_json, '$.items_digest') AS items_digest
FROM export
ORDER BY id;
