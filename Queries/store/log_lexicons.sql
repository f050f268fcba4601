-- name: log_lexicons :many
-- Term lists.
-- column: digest TEXT
-- column: name TEXT
-- column: terms_json TEXT
-- order: digest
SELECT digest, name, terms_json
FROM lexicon
ORDER BY digest;
