-- name: paper_comparison :many
-- The paper's figures and counts, and beside them what is recorded here for an arm of the same name, benchmark,
-- model and metric. Columns that begin with paper_ are the paper's, as printed; nothing is filled in.
-- grain: one row per figure or count of the paper and arm of ours that fits it
-- column: place TEXT - table or figure of the paper, or its text
-- column: benchmark TEXT
-- column: model TEXT - model that was trained
-- column: method TEXT - the paper's arm
-- column: setting TEXT - group, round, volume
-- column: metric TEXT
-- column: paper_value REAL - the paper's, in paper_unit; of a count the share
-- column: paper_unit TEXT - percent, percentage points, nats, clusters, share
-- column: paper_count INTEGER - the paper's; NULL = a figure without counts
-- column: paper_of_count INTEGER - the paper's denominator
-- column: arm_digest TEXT - ours; NULL = no arm of this name is evaluated here
-- column: split TEXT - ours
-- column: seeds INTEGER - ours: values that mean and sd are over
-- column: mean REAL 0...1 - ours
-- column: sd REAL - ours; NULL = fewer than two seeds, or seeds of different tasks
-- column: difference REAL - ours less the paper's, as a share
-- order: place, benchmark, metric, method, model, setting, arm_digest, split, round
-- source: AgentHER (arXiv 2603.21357)
WITH
result AS MATERIALIZED (
  SELECT arm_id, benchmark, model, metric, round, seed, export_sha256, split, task, value
  FROM evaluation
  ORDER BY digest
),
seed_value AS MATERIALIZED (
  SELECT
    arm_id, benchmark, split, model, metric, round,
    coalesce(avg(value) FILTER (WHERE task IS NULL), avg(value)) AS value,
    max(task IS NULL) AS is_whole,
    count(DISTINCT task) AS tasks
  FROM result
  GROUP BY arm_id, benchmark, split, model, metric, round, seed, export_sha256
),
measured AS MATERIALIZED (
  SELECT
    arm_id, benchmark, split, model, metric, round, count(*) AS seeds, avg(value) AS mean,
    min(is_whole) AS all_whole, max(is_whole) AS any_whole, sum(tasks) AS task_values
  FROM seed_value
  GROUP BY arm_id, benchmark, split, model, metric, round
),
printed AS (
  SELECT
    place, benchmark, model, method, setting, metric, value, unit, NULL AS count, NULL AS of_count
  FROM paper_figure
  UNION ALL
  SELECT
    place, benchmark, NULL, method, setting, metric, CAST(count AS REAL) / of_count, 'share',
    count, of_count
  FROM paper_count
)
SELECT
  printed.place,
  printed.benchmark,
  printed.model,
  printed.method,
  printed.setting,
  printed.metric,
  printed.value AS paper_value,
  printed.unit AS paper_unit,
  printed.count AS paper_count,
  printed.of_count AS paper_of_count,
  arm.digest AS arm_digest,
  measured.split,
  measured.seeds,
  measured.mean,
  -- Means over different tasks do not vary by chance alone.
  CASE WHEN measured.all_whole OR (
      NOT measured.any_whole AND measured.task_values = measured.seeds * (
        SELECT count(DISTINCT result.task)
        FROM result
        WHERE result.arm_id = measured.arm_id AND result.benchmark = measured.benchmark
          AND result.model = measured.model AND result.metric = measured.metric
          AND result.round IS measured.round AND result.split IS measured.split)) THEN (
    SELECT sqrt(
      sum((seed_value.value - measured.mean) * (seed_value.value - measured.mean))
        / nullif(measured.seeds - 1, 0))
    FROM seed_value
    WHERE seed_value.arm_id = measured.arm_id AND seed_value.benchmark = measured.benchmark
      AND seed_value.model = measured.model AND seed_value.metric = measured.metric
      AND seed_value.round IS measured.round AND seed_value.split IS measured.split
  ) END AS sd,
  CASE printed.unit WHEN 'percent' THEN measured.mean - printed.value / 100 END AS difference
FROM printed
LEFT JOIN (
  measured
  JOIN arm ON arm.id = measured.arm_id
  JOIN arm_name ON arm_name.arm_id = arm.id
) ON arm_name.name = printed.method AND measured.benchmark = printed.benchmark
  AND lower(measured.model) = printed.model AND measured.metric = printed.metric
  AND (
    (measured.round IS NULL AND printed.setting IS NULL)
    OR 'round ' || measured.round = printed.setting)
ORDER BY printed.place, printed.benchmark, printed.metric, printed.method, printed.model,
  printed.setting, arm.digest, measured.split, measured.round;
