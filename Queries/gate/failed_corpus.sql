-- name: failed_corpus :many
-- How many runs are in F, and why the others are not.
-- grain: one row per kind of run
-- param: detect_config TEXT - digest of the detect config that judges unknown outcomes; NULL = none
-- param: series TEXT = main - series
-- column: kind TEXT - failed, detected (unknown outcome, detected as failure), unknown, succeeded
-- column: count INTEGER
-- order: kind
-- source: DESIGN.md §3
WITH kinds AS (
  SELECT
    CASE
      WHEN trajectory.success = 1 THEN 'succeeded'
      WHEN trajectory.success = 0 THEN 'failed'
      WHEN coalesce(own.id, base.id) IS NOT NULL
        AND coalesce(iif(own.id IS NULL, base.is_failure, own.is_failure), 1) THEN 'detected'
      ELSE 'unknown'
    END AS kind
  FROM trajectory
  LEFT JOIN stage_config ON stage_config.digest = :detect_config
  LEFT JOIN detection AS own ON own.trajectory_id = trajectory.id
    AND own.config_id = stage_config.id AND own.series = coalesce(:series, 'main')
  LEFT JOIN detection AS base ON base.trajectory_id = trajectory.id
    AND base.config_id = stage_config.id AND base.series = 'main'
)
SELECT kind, count(*) AS count
FROM kinds
GROUP BY kind
ORDER BY kind;
