-- name: failure_types_of_runs :many
-- What a detector says each run's failure is; of one run the last row is the one that counts.
-- grain: one row per detection
-- param: detect_config TEXT - digest
-- param: series TEXT - what it lacks is read from main
-- column: trajectory_id INTEGER
-- column: failure_type TEXT - NULL = none recognised
-- order: trajectory_id, then the series behind main
SELECT detection.trajectory_id, detection.failure_type
FROM stage_config
JOIN detection ON detection.config_id = stage_config.id
  AND detection.series IN ('main', :series)
WHERE stage_config.digest = :detect_config
ORDER BY detection.trajectory_id, detection.series = :series;
