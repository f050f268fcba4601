-- name: votes_of_attempts :many
-- Votes on some runs' attempts, as gates read them: the row of the series, else that of main.
-- grain: one row per vote
-- param: extract_config TEXT - digest
-- param: relabel_config TEXT - digest
-- param: series TEXT = main - series
-- param: votes JSON - array of [row id of the run, k, digest of the judge]
-- column: trajectory_id INTEGER
-- column: judge TEXT - digest
-- column: valid INTEGER - the verdict
-- column: confidence REAL 0...1
-- column: reason TEXT
-- column: status TEXT
-- order: trajectory_id, judge
WITH asked AS MATERIALIZED (
  SELECT
    json_extract(item.value, '$[0]') AS trajectory_id,
    json_extract(item.value, '$[1]') AS k,
    json_extract(item.value, '$[2]') AS judge
  FROM json_each(:votes) AS item
),
candidate AS (
  SELECT
    asked.trajectory_id,
    asked.judge,
    attempt.id AS attempt_id,
    row_number() OVER (
      PARTITION BY asked.trajectory_id, asked.judge
      ORDER BY attempt.series = coalesce(:series, 'main') DESC,
        outcome.series = coalesce(:series, 'main') DESC
    ) AS place
  FROM asked
  CROSS JOIN stage_config AS extract ON extract.digest = :extract_config
  CROSS JOIN stage_config AS relabel ON relabel.digest = :relabel_config
  CROSS JOIN outcome ON outcome.trajectory_id = asked.trajectory_id
    AND outcome.config_id = extract.id AND outcome.series IN ('main', coalesce(:series, 'main'))
  CROSS JOIN attempt ON attempt.outcome_id = outcome.id AND attempt.config_id = relabel.id
    AND attempt.series IN ('main', coalesce(:series, 'main')) AND attempt.k = asked.k
    AND attempt.goal_index = 0
)
SELECT
  candidate.trajectory_id,
  candidate.judge,
  vote.valid,
  vote.confidence,
  vote.reason,
  vote.status
FROM candidate
JOIN stage_config ON stage_config.digest = candidate.judge
JOIN vote ON vote.attempt_id = candidate.attempt_id AND vote.config_id = stage_config.id
  AND vote.series = CASE WHEN EXISTS (
    SELECT 1
    FROM vote AS own
    WHERE own.attempt_id = candidate.attempt_id AND own.config_id = stage_config.id
      AND own.series = coalesce(:series, 'main')) THEN coalesce(:series, 'main') ELSE 'main' END
WHERE candidate.place = 1
ORDER BY candidate.trajectory_id, candidate.judge;
