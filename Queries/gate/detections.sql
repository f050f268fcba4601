-- name: detections :many
-- What the failure detectors say, with each weight and where it comes from.
-- grain: one row per stored detection
-- column: trajectory TEXT - name of the run
-- column: detect_config TEXT - name of the config
-- column: series TEXT
-- column: is_failure INTEGER - NULL counts as 1
-- column: failure_type TEXT
-- column: severity REAL 0...1 - v
-- column: weight REAL 0...1 - w; 1 - v where none is stored
-- column: weight_origin TEXT - stored, derived, or NULL where there is none
-- column: recoverable INTEGER - NULL counts as 1
-- column: explanation TEXT
-- order: trajectory, detect_config, series
-- source: METHOD.md §4
SELECT
  trajectory_name.name AS trajectory,
  config_label.name AS detect_config,
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
  detection.explanation
FROM config_label
JOIN detection ON detection.config_id = config_label.config_id
JOIN trajectory_name ON trajectory_name.trajectory_id = detection.trajectory_id
ORDER BY trajectory, detect_config, detection.series;
