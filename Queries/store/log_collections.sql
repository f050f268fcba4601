-- name: log_collections :many
-- Why the attempts on a run end where they end.
-- param: trajectory_id INTEGER - run
-- column: digest TEXT
-- column: outcome TEXT - digest
-- column: extract_config TEXT - digest
-- column: config TEXT - digest
-- column: series TEXT
-- column: panel_json TEXT
-- column: theta0 REAL
-- column: attempts_max INTEGER
-- column: mode TEXT
-- column: stop_reason TEXT
-- column: extra_json TEXT
-- order: digest
SELECT
  collection.digest,
  outcome.digest AS outcome,
  extractor.digest AS extract_config,
  relabeler.digest AS config,
  collection.series,
  collection.panel_json,
  collection.theta0,
  collection.attempts_max,
  collection.mode,
  collection.stop_reason,
  collection.extra_json
FROM outcome
JOIN collection ON collection.outcome_id = outcome.id
JOIN stage_config AS extractor ON extractor.id = outcome.config_id
JOIN stage_config AS relabeler ON relabeler.id = collection.config_id
WHERE outcome.trajectory_id = :trajectory_id
ORDER BY collection.digest;
