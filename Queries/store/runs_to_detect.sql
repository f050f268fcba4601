-- name: runs_to_detect :many
-- Runs that have no detection under a config and series: those that did not succeed, or all.
-- grain: one row per run
-- param: config_id INTEGER - detect config
-- param: series TEXT - series
-- param: runs TEXT = unsuccessful in unsuccessful|all - all: those that succeeded, too
-- column: id INTEGER
-- order: id
SELECT trajectory.id
FROM trajectory
WHERE (
    trajectory.success = 0 OR trajectory.success IS NULL
    OR (trajectory.success = 1 AND :runs = 'all'))
  AND NOT EXISTS (
    SELECT 1
    FROM detection
    WHERE detection.trajectory_id = trajectory.id AND detection.config_id = :config_id
      AND detection.series = :series)
ORDER BY trajectory.id;
