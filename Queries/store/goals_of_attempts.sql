-- name: goals_of_attempts :many
-- The hindsight goals of some runs' attempts, as gates read them: the row of the series, else that of main.
-- grain: one row per attempt
-- param: extract_config TEXT - digest
-- param: relabel_config TEXT - digest
-- param: series TEXT = main - series
-- param: attempts JSON - array of [row id of the run, k]
-- column: trajectory_id INTEGER
-- column: k INTEGER
-- column: hindsight_goal TEXT
-- column: normalised_goal TEXT - as 'acceptance_by_round' compares goals
-- order: trajectory_id, k
WITH asked AS MATERIALIZED (
  SELECT
    json_extract(pair.value, '$[0]') AS trajectory_id,
    json_extract(pair.value, '$[1]') AS k
  FROM json_each(:attempts) AS pair
),
candidate AS (
  SELECT
    asked.trajectory_id,
    asked.k,
    attempt.hindsight_goal,
    row_number() OVER (
      PARTITION BY asked.trajectory_id, asked.k
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
  trajectory_id,
  k,
  hindsight_goal,
  -- White space as single spaces: a run of them becomes pairs of marks, which collapse.
  rtrim(trim(replace(replace(replace(
    replace(replace(replace(lower(hindsight_goal), char(9), ' '), char(10), ' '), char(13), ' '),
    ' ', char(1) || char(2)), char(2) || char(1), ''), char(1) || char(2), ' ')), '.!? ')
    AS normalised_goal
FROM candidate
WHERE place = 1
ORDER BY trajectory_id, k;
