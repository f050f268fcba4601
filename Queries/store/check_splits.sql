-- name: check_splits :many
-- Splits with what their digests are made of.
-- column: digest TEXT
-- column: name TEXT
-- column: body_json TEXT
-- order: id
SELECT digest, name, body_json
FROM split
ORDER BY id;
