-- name: log_prompts :many
-- Prompts.
-- column: digest TEXT
-- column: stage TEXT
-- column: text TEXT
-- order: digest, stage
SELECT digest, stage, text
FROM prompt
ORDER BY digest, stage;
