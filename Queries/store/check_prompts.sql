-- name: check_prompts :many
-- Prompts with what their digests are made of.
-- column: digest TEXT
-- column: stage TEXT
-- column: text TEXT
-- order: id
SELECT digest, stage, text
FROM prompt
ORDER BY id;
