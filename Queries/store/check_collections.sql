-- name: check_collections :many
-- Collections with what their digests are made of.
-- column: digest TEXT
-- column: external_id TEXT - run
-- column: outcome TEXT - digest of the outcome
-- column: config TEXT - digest of the config
-- column: series TEXT
-- column: panel_json TEXT
-- column: theta0 REAL
-- column: attempts_max INTEGER
-- column: mode TEXT
-- column: stop_reason TEXT
-- column: extra_json TEXT
-- order: id
SELECT
  collection.digest,
  trajectory.external_id,
  outcome.digest AS outcome,
  stage_config.digest AS config,
  collection.series,
  collection.panel_json,
  collection.theta0,
  collection.attempts_max,
  collection.mode,
  collection.stop_reason,
  collection.extra_json
FROM collection
LEFT JOIN outcome ON outcome.id = collection.outcome_id
LEFT JOIN trajectory ON trajectory.id = outcome.trajectory_id
LEFT JOIN stage_config ON stage_config.id = collection.config_id
ORDER BY collection.id;
