-- name: runs_to_extract :many
-- Members of F that have no outcome under a config and series.
-- grain: one row per run
-- param: detect_config_id INTEGER - detect config that says which unknown outcomes are failures
-- param: config_id INTEGER - extract config
-- param: series TEXT - series
-- column: id INTEGER
-- order: id
SELECT trajectory.id
FROM trajectory
LEFT JOIN detection AS own ON own.trajectory_id = trajectory.id
  AND own.config_id = :detect_config_id AND own.series = :series
LEFT JOIN detection AS base ON base.trajectory_id = trajectory.id
  AND base.config_id = :detect_config_id AND base.series = 'main'
WHERE (
    trajectory.success = 0
    OR (
      trajectory.success IS NULL AND coalesce(own.id, base.id) IS NOT NULL
      AND coalesce(iif(own.id IS NULL, base.is_failure, own.is_failure), 1)
    )
  )
  AND NOT EXISTS (
    SELECT 1
    FROM outcome
    WHERE outcome.trajectory_id = trajectory.id AND outcome.config_id = :config_id
      AND outcome.series = :series)
ORDER BY trajectory.id;
