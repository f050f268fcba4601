-- name: config_names :many
-- All configs with their names.
-- grain: one row per config
-- column: stage TEXT
-- column: name TEXT - as queries take and show it
-- column: digest TEXT
-- column: body_json TEXT
-- order: stage, name, digest
SELECT config_label.stage, config_label.name, config_label.digest, stage_config.body_json
FROM config_label
JOIN stage_config ON stage_config.id = config_label.config_id
ORDER BY config_label.stage, config_label.name, config_label.digest;
