-- name: check_lexicons :many
-- Term lists with what their digests are made of.
-- column: digest TEXT
-- column: name TEXT
-- column: terms_json TEXT
-- order: id
SELECT digest, name, terms_json
FROM lexicon
ORDER BY id;
