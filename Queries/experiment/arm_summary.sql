-- name: arm_summary :many
-- What is known of each stored arm: what it trains on, and what models trained on it scored.
-- A seed's value is that of the benchmark as a whole, or, where only tasks are recorded, the mean over them.
-- grain: one row per arm and benchmark, split, model, metric and round that is recorded; one per arm without any
-- column: arm TEXT - name; NAME#DIGEST where it means several arms
-- column: digest TEXT
-- column: takes TEXT - what training takes
-- column: benchmark TEXT
-- column: split TEXT
-- column: model TEXT
-- column: metric TEXT - NULL = nothing is recorded
-- column: round INTEGER
-- column: seeds INTEGER - values that mean, sd, least and greatest are over
-- column: mean REAL 0...1
-- column: sd REAL - with seeds - 1 below the line; NULL = fewer than two seeds, or seeds of different tasks
-- column: least REAL 0...1
-- column: greatest REAL 0...1
-- column: tasks INTEGER - tasks with a value of their own
-- column: trials INTEGER - sum of the stated n; NULL = none is stated
-- order: arm, digest, benchmark, split, model, metric, round
-- source: METHOD.md §6
WITH
result AS MATERIALIZED (
  SELECT
    arm_id, benchmark, split, model, metric, round, seed, export_sha256, task, value, n
  FROM evaluation
  ORDER BY digest
),
seed_value AS MATERIALIZED (
  SELECT
    arm_id, benchmark, split, model, metric, round, seed, export_sha256,
    coalesce(avg(value) FILTER (WHERE task IS NULL), avg(value)) AS value,
    coalesce(sum(n) FILTER (WHERE task IS NULL), sum(n)) AS trials,
    max(task IS NULL) AS is_whole,
    count(DISTINCT task) AS tasks
  FROM result
  GROUP BY arm_id, benchmark, split, model, metric, round, seed, export_sha256
),
task_count AS (
  SELECT arm_id, benchmark, split, model, metric, round, count(DISTINCT task) AS tasks
  FROM result
  GROUP BY arm_id, benchmark, split, model, metric, round
),
seed_mean AS MATERIALIZED (
  SELECT
    arm_id, benchmark, split, model, metric, round, count(*) AS seeds, avg(value) AS mean,
    min(value) AS least, max(value) AS greatest, sum(trials) AS trials,
    min(is_whole) AS all_whole, max(is_whole) AS any_whole, sum(tasks) AS task_values
  FROM seed_value
  GROUP BY arm_id, benchmark, split, model, metric, round
),
measured AS (
  SELECT
    seed_mean.arm_id, seed_mean.benchmark, seed_mean.split, seed_mean.model, seed_mean.metric,
    seed_mean.round, seed_mean.seeds, seed_mean.mean, seed_mean.least, seed_mean.greatest,
    seed_mean.trials, task_count.tasks,
    -- Means over different tasks do not vary by chance alone.
    CASE WHEN seed_mean.all_whole OR (
        NOT seed_mean.any_whole AND seed_mean.task_values = seed_mean.seeds * task_count.tasks) THEN (
      SELECT sqrt(
        sum((seed_value.value - seed_mean.mean) * (seed_value.value - seed_mean.mean))
          / nullif(seed_mean.seeds - 1, 0))
      FROM seed_value
      WHERE seed_value.arm_id = seed_mean.arm_id AND seed_value.benchmark IS seed_mean.benchmark
        AND seed_value.split IS seed_mean.split AND seed_value.model IS seed_mean.model
        AND seed_value.metric = seed_mean.metric AND seed_value.round IS seed_mean.round
    ) END AS sd
  FROM seed_mean
  JOIN task_count
    ON task_count.arm_id = seed_mean.arm_id AND task_count.benchmark IS seed_mean.benchmark
    AND task_count.split IS seed_mean.split AND task_count.model IS seed_mean.model
    AND task_count.metric = seed_mean.metric AND task_count.round IS seed_mean.round
)
SELECT
  arm_label.name AS arm,
  arm_label.digest,
  json_extract(arm.body_json, '$.takes') AS takes,
  measured.benchmark,
  measured.split,
  measured.model,
  measured.metric,
  measured.round,
  coalesce(measured.seeds, 0) AS seeds,
  measured.mean,
  measured.sd,
  measured.least,
  measured.greatest,
  coalesce(measured.tasks, 0) AS tasks,
  measured.trials
FROM arm
JOIN arm_label ON arm_label.arm_id = arm.id
LEFT JOIN measured ON measured.arm_id = arm.id
ORDER BY arm, arm_label.digest, measured.benchmark, measured.split, measured.model,
  measured.metric, measured.round;
