-- name: load_gold_ratings :many
-- The majority of the annotators' current verdicts on each rated attempt that a gate reads.
-- grain: one row per run and k
-- param: extract_config TEXT - digest
-- param: relabel_config TEXT - digest
-- param: series TEXT - what it lacks is read from main
-- column: trajectory_id INTEGER
-- column: k INTEGER
-- column: is_valid INTEGER - NULL: a tie, or nobody is sure
-- column: attempt TEXT - digest
-- order: trajectory_id, k
WITH
verdict AS (
  SELECT attempt_id, verdict
  FROM current_verdict
  WHERE attempt_id IS NOT NULL
),
rated AS MATERIALIZED (
  SELECT
    attempt_id,
    count(*) FILTER (WHERE verdict = 'valid') AS valid_count,
    count(*) FILTER (WHERE verdict = 'invalid') AS invalid_count
  FROM verdict
  GROUP BY attempt_id
),
config AS (
  SELECT extract.id AS extract_id, relabel.id AS relabel_id
  FROM stage_config AS extract
  JOIN stage_config AS relabel
  WHERE extract.digest = :extract_config AND relabel.digest = :relabel_config
)
SELECT
  outcome.trajectory_id,
  attempt.k,
  CASE
    WHEN rated.valid_count > rated.invalid_count THEN 1
    WHEN rated.invalid_count > rated.valid_count THEN 0
  END AS is_valid,
  attempt.digest AS attempt
FROM rated
CROSS JOIN attempt ON attempt.id = rated.attempt_id
CROSS JOIN outcome ON outcome.id = attempt.outcome_id
CROSS JOIN config
  ON config.extract_id = outcome.config_id AND config.relabel_id = attempt.config_id
WHERE attempt.goal_index = 0 AND attempt.series IN ('main', :series)
  AND outcome.series IN ('main', :series)
  -- The gate reads, key by key, the row of the series, else that of main.
  AND NOT EXISTS (
    SELECT 1
    FROM outcome AS other_outcome
    JOIN attempt AS other ON other.outcome_id = other_outcome.id
    WHERE other_outcome.trajectory_id = outcome.trajectory_id
      AND other_outcome.config_id = config.extract_id
      AND other_outcome.series IN ('main', :series)
      AND other.config_id = config.relabel_id AND other.series IN ('main', :series)
      AND other.k = attempt.k AND other.goal_index = 0
      AND (other.series = :series, other_outcome.series = :series)
        > (attempt.series = :series, outcome.series = :series))
ORDER BY outcome.trajectory_id, attempt.k;
