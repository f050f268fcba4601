-- name: load_gate_detections :many
-- What gates read of the detections of a config and series.
-- grain: one row per detection
-- param: config_id INTEGER - detect config
-- param: series TEXT - series
-- column: trajectory_id INTEGER
-- column: is_failure INTEGER - NULL counts as 1
-- column: recoverable INTEGER - NULL counts as 1
-- column: severity REAL 0...1
-- column: weight REAL 0...1
-- order: trajectory_id
SELECT trajectory_id, is_failure, recoverable, severity, weight
FROM detection
WHERE config_id = :config_id AND series = :series
ORDER BY trajectory_id;
