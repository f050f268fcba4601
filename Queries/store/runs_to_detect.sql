-- name: runs_to_detect :many
-- Runs that did not succeed and have no detection under a config and series.
-- grain: one row per run
-- param: config_id INTEGER - detect config
-- param: series TEXT - series
-- column: id INTEGER
-- order: id
SELECT trajectory.id
FROM trajectory
WHERE (trajectory.success = 0 OR trajectory.success IS NULL) AND NOT EXISTS (
  SELECT 1
  FROM detection
  WHERE detection.trajectory_id = trajectory.id AND detection.config_id = :config_id
    AND detection.series = :series)
ORDER BY trajectory.id;
