-- name: json_texts :many
-- The texts of a JSON array.
-- grain: one row per element
-- param: texts JSON - array of strings
-- column: text TEXT
-- order: place in the array
SELECT value AS text
FROM json_each(:texts)
ORDER BY key;
