-- name: corpus_lengths :many
-- How long runs are, in steps and in estimated tokens of goal, steps and final answer.
-- Percentiles are observed values (nearest rank). A token for each digit and for each third of the other UTF-8
-- bytes, rounded up: as prompts are estimated, on the high side. Neither system prompt nor tools are counted.
-- grain: one row per measure and outcome that has runs
-- column: measure TEXT - steps, tokens
-- column: outcome TEXT - all, failed, succeeded, not stated
-- column: runs INTEGER
-- column: total INTEGER
-- column: mean REAL - total / runs
-- column: least INTEGER
-- column: p10 INTEGER
-- column: p50 INTEGER
-- column: p90 INTEGER
-- column: p99 INTEGER
-- column: most INTEGER
-- column: over_4096 INTEGER - runs of more tokens than the paper trains on; NULL: steps
-- order: measure, then all, failed, succeeded, not stated
-- scan: it measures every step, once
WITH
step_size AS (
  SELECT
    trajectory_id,
    count(*) AS steps,
    sum(length(CAST(text AS BLOB))) AS bytes,
    sum(length(CAST(
      replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        text, '0', ''), '1', ''), '2', ''), '3', ''), '4', ''), '5', ''), '6', ''), '7', ''), '8', ''),
        '9', '') AS BLOB))) AS other_bytes
  FROM (
    SELECT
      trajectory_id,
      coalesce(thought, '') || coalesce(action_name, '') || coalesce(action_input_json, '')
        || coalesce(observation, '') AS text
    FROM step
  )
  GROUP BY trajectory_id
),
run_text AS (
  SELECT id, success, goal || coalesce(final_answer, '') AS text
  FROM trajectory
),
run_size AS (
  SELECT
    run_text.success,
    coalesce(step_size.steps, 0) AS steps,
    coalesce(step_size.bytes, 0) + length(CAST(text AS BLOB)) AS bytes,
    coalesce(step_size.other_bytes, 0) + length(CAST(
      replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        text, '0', ''), '1', ''), '2', ''), '3', ''), '4', ''), '5', ''), '6', ''), '7', ''), '8', ''),
        '9', '') AS BLOB)) AS other_bytes
  FROM run_text
  LEFT JOIN step_size ON step_size.trajectory_id = run_text.id
),
run_length AS MATERIALIZED (
  SELECT success, steps, bytes - other_bytes + (other_bytes + 2) / 3 AS tokens
  FROM run_size
),
measured (measure, place, outcome, value) AS (
  SELECT 'steps', 0, 'all', steps FROM run_length
  UNION ALL
  SELECT 'tokens', 0, 'all', tokens FROM run_length
  UNION ALL
  SELECT
    'steps',
    CASE success WHEN 0 THEN 1 WHEN 1 THEN 2 ELSE 3 END,
    CASE success WHEN 0 THEN 'failed' WHEN 1 THEN 'succeeded' ELSE 'not stated' END,
    steps
  FROM run_length
  UNION ALL
  SELECT
    'tokens',
    CASE success WHEN 0 THEN 1 WHEN 1 THEN 2 ELSE 3 END,
    CASE success WHEN 0 THEN 'failed' WHEN 1 THEN 'succeeded' ELSE 'not stated' END,
    tokens
  FROM run_length
),
ranked AS (
  SELECT
    measure,
    place,
    outcome,
    value,
    row_number() OVER (PARTITION BY measure, place ORDER BY value) AS rank,
    count(*) OVER (PARTITION BY measure, place) AS runs
  FROM measured
)
SELECT
  measure,
  outcome,
  runs,
  sum(value) AS total,
  sum(value) * 1.0 / runs AS mean,
  min(value) AS least,
  max(value) FILTER (WHERE rank = (10 * runs + 99) / 100) AS p10,
  max(value) FILTER (WHERE rank = (50 * runs + 99) / 100) AS p50,
  max(value) FILTER (WHERE rank = (90 * runs + 99) / 100) AS p90,
  max(value) FILTER (WHERE rank = (99 * runs + 99) / 100) AS p99,
  max(value) AS most,
  iif(measure = 'tokens', count(*) FILTER (WHERE value > 4096), NULL) AS over_4096
FROM ranked
GROUP BY measure, place, outcome, runs
ORDER BY measure, place;
