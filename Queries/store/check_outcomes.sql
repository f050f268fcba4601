-- name: check_outcomes :many
-- Answers of stage 2 with what their digests are made of.
-- column: digest TEXT
-- column: external_id TEXT - run
-- column: trajectory TEXT - digest of the run
-- column: config TEXT - digest of the config
-- column: series TEXT
-- column: achievements_json TEXT
-- column: observations_json TEXT
-- column: limitations TEXT
-- column: extra_json TEXT
-- column: call TEXT - digest of the call that gave it
-- order: id
SELECT
  outcome.digest,
  trajectory.external_id,
  trajectory.digest AS trajectory,
  stage_config.digest AS config,
  outcome.series,
  outcome.achievements_json,
  outcome.observations_json,
  outcome.limitations,
  outcome.extra_json,
  model_call.digest AS call
FROM outcome
LEFT JOIN trajectory ON trajectory.id = outcome.trajectory_id
LEFT JOIN stage_config ON stage_config.id = outcome.config_id
LEFT JOIN model_call ON model_call.id = outcome.call_id
ORDER BY outcome.id;
