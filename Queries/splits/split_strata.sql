-- name: split_strata :many
-- How benchmarks and failure types spread over the parts of a split: reported, not forced.
-- grain: one row per benchmark, failure type and part
-- param: split TEXT - name; NULL = the only one
-- param: detect_config TEXT - digest of the detect config that failure types come from; NULL = none
-- column: benchmark TEXT - NULL = the source names none
-- column: failure_type TEXT - NULL = none is known
-- column: part TEXT
-- column: trajectories INTEGER
-- order: benchmark, failure type, part; NULL last
WITH chosen AS (
  SELECT id
  FROM split
  WHERE name = coalesce(:split, (SELECT min(name) FROM split))
    AND (:split IS NOT NULL OR (SELECT count(*) FROM split) = 1)
)
SELECT
  task.benchmark,
  detection.failure_type,
  split_member.part,
  count(*) AS trajectories
FROM chosen
JOIN split_member ON split_member.split_id = chosen.id
JOIN trajectory ON trajectory.id = split_member.trajectory_id
LEFT JOIN task ON task.id = trajectory.task_id
LEFT JOIN stage_config ON stage_config.digest = :detect_config
LEFT JOIN detection ON detection.trajectory_id = trajectory.id
  AND detection.config_id = stage_config.id AND detection.series = 'main'
GROUP BY task.benchmark, detection.failure_type, split_member.part
ORDER BY
  task.benchmark IS NULL, task.benchmark, detection.failure_type IS NULL, detection.failure_type,
  split_member.part;
