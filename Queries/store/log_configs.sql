-- name: log_configs :many
-- Configs, each under each of its names.
-- grain: one row per config and name
-- column: digest TEXT
-- column: stage TEXT
-- column: label TEXT
-- column: name TEXT
-- column: body_json TEXT
-- order: digest, label, name
SELECT
  stage_config.digest,
  stage_config.stage,
  config_name.label,
  config_name.name,
  stage_config.body_json
FROM stage_config
JOIN config_name ON config_name.config_id = stage_config.id
ORDER BY stage_config.digest, config_name.label, config_name.name;
