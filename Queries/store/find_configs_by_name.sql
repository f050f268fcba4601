-- name: find_configs_by_name :many
-- Configs that a name means.
-- param: stage TEXT in detect|extract|relabel|judge - stage
-- param: label TEXT - label; NULL = all labels
-- param: name TEXT - name
-- column: id INTEGER
-- column: digest TEXT
-- column: label TEXT
-- order: label, digest
SELECT stage_config.id, stage_config.digest, config_name.label
FROM config_name
JOIN stage_config ON stage_config.id = config_name.config_id
WHERE config_name.name = :name AND stage_config.stage = :stage
  AND (:label IS NULL OR config_name.label = :label)
ORDER BY config_name.label, stage_config.digest;
