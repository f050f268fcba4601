-- name: outcomes_of_run :many
-- The answers of stage 2 about one run.
-- grain: one row per outcome
-- param: trajectory TEXT - digest of the run
-- column: outcome TEXT - digest
-- column: extract_config TEXT
-- column: engine TEXT - rules: no model; NULL: not stated
-- column: series TEXT
-- column: achievements_json TEXT - array of strings
-- column: observations_json TEXT - array of strings
-- column: limitations TEXT
-- order: extract_config, series
SELECT
  outcome.digest AS outcome,
  config_label.name AS extract_config,
  json_extract(stage_config.body_json, '$.engine') AS engine,
  outcome.series,
  outcome.achievements_json,
  outcome.observations_json,
  outcome.limitations
FROM trajectory
JOIN outcome ON outcome.trajectory_id = trajectory.id
JOIN stage_config ON stage_config.id = outcome.config_id
JOIN config_label ON config_label.config_id = outcome.config_id
WHERE trajectory.digest = :trajectory
ORDER BY extract_config, outcome.series;
