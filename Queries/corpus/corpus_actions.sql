-- name: corpus_actions :many
-- The actions that runs take most often, and how often their observations look like errors.
-- An observation looks like an error where one of the rule extractor's marks occurs in it, whatever its case:
-- traceback, error:, exception:, errno, status code: 5. A sign, no verdict.
-- grain: one row per action among the most frequent, one for the others, one for all
-- param: limit INTEGER = 12 in 1...1000000 - actions that have a row of their own
-- column: action TEXT - (no action): the step names none; (N others); all
-- column: steps INTEGER
-- column: share REAL 0...1 - of all steps
-- column: runs INTEGER - that take it
-- column: observed INTEGER - steps whose observation is not blank
-- column: error_looking INTEGER - of these
-- column: error_share REAL 0...1 - error_looking / observed; NULL = nothing is observed
-- order: steps descending, action; the others and all last
-- source: METHOD.md §4
-- scan: it reads every step, once
WITH
step_mark AS MATERIALIZED (
  SELECT
    trajectory_id,
    coalesce(nullif(action_name, ''), '(no action)') AS action,
    trim(coalesce(observation, ''), char(9, 10, 11, 12, 13, 32)) <> '' AS is_observed,
    -- LIKE would end at the first NUL.
    instr(lower(observation), 'traceback') OR instr(lower(observation), 'error:')
      OR instr(lower(observation), 'exception:') OR instr(lower(observation), 'errno')
      OR instr(lower(observation), 'status code: 5') AS has_error
  FROM step
),
ranked AS (
  SELECT action, row_number() OVER (ORDER BY count(*) DESC, action) AS rank
  FROM step_mark
  GROUP BY action
),
shown AS MATERIALIZED (
  SELECT
    action,
    iif(rank <= coalesce(:limit, 12), 0, 1) AS place,
    iif(
      rank <= coalesce(:limit, 12),
      action,
      '(' || (count(*) OVER () - coalesce(:limit, 12)) || ' others)') AS name
  FROM ranked
),
counted (place, action, steps, runs, observed, error_looking) AS (
  SELECT
    shown.place,
    shown.name,
    count(*),
    count(DISTINCT step_mark.trajectory_id),
    sum(step_mark.is_observed),
    count(*) FILTER (WHERE step_mark.has_error)
  FROM step_mark
  JOIN shown ON shown.action = step_mark.action
  GROUP BY shown.place, shown.name
  UNION ALL
  SELECT
    2,
    'all',
    count(*),
    count(DISTINCT trajectory_id),
    coalesce(sum(is_observed), 0),
    count(*) FILTER (WHERE has_error)
  FROM step_mark
)
SELECT
  action,
  steps,
  steps * 1.0 / nullif((SELECT count(*) FROM step_mark), 0) AS share,
  runs,
  observed,
  error_looking,
  error_looking * 1.0 / nullif(observed, 0) AS error_share
FROM counted
ORDER BY place, steps DESC, action;
