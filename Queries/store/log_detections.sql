-- name: log_detections :many
-- Detections of a run.
-- param: trajectory_id INTEGER - run
-- column: digest TEXT
-- column: config TEXT - digest
-- column: series TEXT
-- column: is_failure INTEGER
-- column: failure_type TEXT
-- column: severity REAL
-- column: weight REAL
-- column: recoverable INTEGER
-- column: explanation TEXT
-- column: extra_json TEXT
-- column: call TEXT - digest of the call that gave it
-- order: digest
SELECT
  detection.digest,
  stage_config.digest AS config,
  detection.series,
  detection.is_failure,
  detection.failure_type,
  detection.severity,
  detection.weight,
  detection.recoverable,
  detection.explanation,
  detection.extra_json,
  model_call.digest AS call
FROM detection
JOIN stage_config ON stage_config.id = detection.config_id
LEFT JOIN model_call ON model_call.id = detection.call_id
WHERE detection.trajectory_id = :trajectory_id
ORDER BY detection.digest;
