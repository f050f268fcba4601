-- name: detections_of_run :many
-- The answers of stage 1 about one run.
-- grain: one row per detection
-- param: trajectory TEXT - digest of the run
-- column: detect_config TEXT
-- column: engine TEXT - rules: no model; NULL: not stated
-- column: series TEXT
-- column: is_failure INTEGER - NULL counts as 1
-- column: failure_type TEXT - φ
-- column: severity REAL 0...1 - v
-- column: weight REAL 0...1 - w, as the gate takes it: stored, else 1 - severity
-- column: weight_origin TEXT - stored, derived; NULL: neither
-- column: recoverable INTEGER - r; NULL counts as 1
-- column: explanation TEXT
-- column: digest TEXT
-- order: detect_config, series
SELECT
  config_label.name AS detect_config,
  json_extract(stage_config.body_json, '$.engine') AS engine,
  detection.series,
  detection.is_failure,
  detection.failure_type,
  detection.severity,
  coalesce(detection.weight, 1 - detection.severity) AS weight,
  CASE
    WHEN detection.weight IS NOT NULL THEN 'stored'
    WHEN detection.severity IS NOT NULL THEN 'derived'
  END AS weight_origin,
  detection.recoverable,
  detection.explanation,
  detection.digest
FROM trajectory
JOIN detection ON detection.trajectory_id = trajectory.id
JOIN stage_config ON stage_config.id = detection.config_id
JOIN config_label ON config_label.config_id = detection.config_id
WHERE trajectory.digest = :trajectory
ORDER BY detect_config, detection.series;
