-- name: config_by_digest :optional
-- A config's row, and what people call it.
-- grain: one row
-- param: digest TEXT - sha256:
-- column: id INTEGER
-- column: name TEXT
SELECT config_id AS id, name
FROM config_label
WHERE digest = :digest;
