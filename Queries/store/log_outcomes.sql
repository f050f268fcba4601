-- name: log_outcomes :many
-- Outcomes of a run.
-- param: trajectory_id INTEGER - run
-- column: digest TEXT
-- column: config TEXT - digest
-- column: series TEXT
-- column: achievements_json TEXT
-- column: observations_json TEXT
-- column: limitations TEXT
-- column: extra_json TEXT
-- column: call TEXT - digest of the call that gave it
-- order: digest
SELECT
  outcome.digest,
  stage_config.digest AS config,
  outcome.series,
  outcome.achievements_json,
  outcome.observations_json,
  outcome.limitations,
  outcome.extra_json,
  model_call.digest AS call
FROM outcome
JOIN stage_config ON stage_config.id = outcome.config_id
LEFT JOIN model_call ON model_call.id = outcome.call_id
WHERE outcome.trajectory_id = :trajectory_id
ORDER BY outcome.digest;
