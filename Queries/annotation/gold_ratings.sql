-- name: gold_ratings :many
-- What people say of each rated attempt: the majority of the annotators' current verdicts.
-- An annotator who is unsure counts for neither side; a tie, or nobody who is sure, leaves it unsettled.
-- grain: one row per rated attempt
-- column: trajectory TEXT - the file's id
-- column: extract_config TEXT - name
-- column: relabel_config TEXT - name
-- column: series TEXT - of the attempt
-- column: k INTEGER
-- column: goal_index INTEGER
-- column: gold TEXT - valid, invalid; NULL = unsettled
-- column: valid_count INTEGER - annotators
-- column: invalid_count INTEGER - annotators
-- column: unsure_count INTEGER - annotators
-- order: trajectory, extract_config, relabel_config, series, k, goal_index, outcome and attempt digests
-- source: METHOD.md §5, STATISTICS.md
WITH
verdict AS (
  SELECT attempt_id, verdict
  FROM current_verdict
  WHERE attempt_id IS NOT NULL
),
rated AS (
  SELECT
    attempt_id,
    count(*) FILTER (WHERE verdict = 'valid') AS valid_count,
    count(*) FILTER (WHERE verdict = 'invalid') AS invalid_count,
    count(*) FILTER (WHERE verdict = 'unsure') AS unsure_count
  FROM verdict
  GROUP BY attempt_id
)
SELECT
  trajectory_name.name AS trajectory,
  extract_label.name AS extract_config,
  relabel_label.name AS relabel_config,
  attempt.series,
  attempt.k,
  attempt.goal_index,
  CASE
    WHEN rated.valid_count > rated.invalid_count THEN 'valid'
    WHEN rated.invalid_count > rated.valid_count THEN 'invalid'
  END AS gold,
  rated.valid_count,
  rated.invalid_count,
  rated.unsure_count
FROM rated
JOIN attempt ON attempt.id = rated.attempt_id
JOIN outcome ON outcome.id = attempt.outcome_id
JOIN trajectory_name ON trajectory_name.trajectory_id = outcome.trajectory_id
JOIN config_label AS extract_label ON extract_label.config_id = outcome.config_id
JOIN config_label AS relabel_label ON relabel_label.config_id = attempt.config_id
ORDER BY trajectory, extract_config, relabel_config, attempt.series, attempt.k,
  attempt.goal_index, outcome.digest, attempt.digest;
