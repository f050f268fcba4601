-- name: load_run_traits :many
-- What runs are grouped by where noise is counted.
-- grain: one row per run
-- param: detect_config TEXT - digest
-- param: series TEXT - what it lacks is read from main
-- column: id INTEGER
-- column: task_id INTEGER
-- column: round INTEGER
-- column: benchmark TEXT
-- column: failure_type TEXT - (no type), (no detection)
-- order: id
SELECT
  trajectory.id,
  trajectory.task_id,
  trajectory.round,
  task.benchmark,
  CASE WHEN coalesce(own.id, base.id) IS NULL THEN '(no detection)'
    ELSE coalesce(iif(own.id IS NULL, base.failure_type, own.failure_type), '(no type)')
  END AS failure_type
FROM trajectory
LEFT JOIN task ON task.id = trajectory.task_id
LEFT JOIN stage_config AS detect ON detect.digest = :detect_config
LEFT JOIN detection AS own ON own.trajectory_id = trajectory.id
  AND own.config_id = detect.id AND own.series = :series
LEFT JOIN detection AS base ON base.trajectory_id = trajectory.id
  AND base.config_id = detect.id AND base.series = 'main'
ORDER BY trajectory.id;
