-- name: load_gate_detections :many
-- What gates read of the detections of a config and series, on runs with ids in a range.
-- grain: one row per detection
-- param: config_id INTEGER - detect config
-- param: series TEXT - series
-- param: first INTEGER - least run
-- param: last INTEGER - greatest run
-- column: trajectory_id INTEGER
-- column: is_failure INTEGER - NULL counts as 1
-- column: recoverable INTEGER - NULL counts as 1
-- column: severity REAL 0...1
-- column: weight REAL 0...1
-- order: trajectory_id
SELECT trajectory_id, is_failure, recoverable, severity, weight
FROM detection
WHERE config_id = :config_id AND series = :series AND trajectory_id BETWEEN :first AND :last
ORDER BY trajectory_id;
