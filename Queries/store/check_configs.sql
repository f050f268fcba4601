-- name: check_configs :many
-- Configs with what their digests are made of, each under each of its names.
-- grain: one row per config and name
-- column: digest TEXT
-- column: stage TEXT
-- column: body_json TEXT
-- column: label TEXT - NULL: it has no name
-- column: name TEXT
-- order: id, label, name
SELECT stage_config.digest, stage_config.stage, stage_config.body_json, config_name.label, config_name.name
FROM stage_config
LEFT JOIN config_name ON config_name.config_id = stage_config.id
ORDER BY stage_config.id, config_name.label, config_name.name;
