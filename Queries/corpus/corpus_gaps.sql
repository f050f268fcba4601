-- name: corpus_gaps :many
-- What runs and steps lack, and what that means for the method. Blank counts as lacking.
-- grain: one row per field
-- column: field TEXT
-- column: missing INTEGER
-- column: of_count INTEGER - how many of the unit there are
-- column: unit TEXT - runs, failed runs, runs with steps, steps
-- column: share REAL 0...1 - missing / of_count; NULL = there are none
-- column: means TEXT - for the method
-- order: fixed
-- scan: it reads every step, once
WITH
step_gap AS MATERIALIZED (
  SELECT
    trajectory_id,
    count(*) AS steps,
    count(*) FILTER (
      WHERE trim(coalesce(thought, ''), char(9, 10, 11, 12, 13, 32)) = '') AS thoughts,
    count(*) FILTER (
      WHERE trim(coalesce(action_name, ''), char(9, 10, 11, 12, 13, 32)) = '') AS actions,
    count(*) FILTER (
      WHERE trim(coalesce(action_input_json, ''), char(9, 10, 11, 12, 13, 32)) = '') AS inputs,
    count(*) FILTER (
      WHERE trim(coalesce(observation, ''), char(9, 10, 11, 12, 13, 32)) = '') AS observations
  FROM step
  GROUP BY trajectory_id
),
of_steps AS MATERIALIZED (
  SELECT
    count(*) AS runs,
    coalesce(sum(steps), 0) AS steps,
    coalesce(sum(thoughts), 0) AS thoughts,
    coalesce(sum(actions), 0) AS actions,
    coalesce(sum(inputs), 0) AS inputs,
    coalesce(sum(observations), 0) AS observations,
    count(*) FILTER (WHERE observations = steps) AS unobserved_runs
  FROM step_gap
),
of_runs AS MATERIALIZED (
  SELECT
    count(*) AS runs,
    count(*) FILTER (
      WHERE trim(trajectory.goal, char(9, 10, 11, 12, 13, 32)) = '') AS goals,
    count(*) FILTER (
      WHERE trim(coalesce(trajectory.final_answer, ''), char(9, 10, 11, 12, 13, 32)) = '') AS answers,
    count(*) FILTER (WHERE trajectory.success IS NULL) AS outcomes,
    count(*) FILTER (WHERE trajectory.success = 0) AS failed_runs,
    count(*) FILTER (
      WHERE trajectory.success = 0
        AND trim(coalesce(trajectory.failure_reason, ''), char(9, 10, 11, 12, 13, 32)) = '')
      AS reasons,
    count(*) FILTER (WHERE task.task_key IS NULL) AS tasks,
    count(*) FILTER (WHERE trajectory.model IS NULL) AS models,
    count(*) FILTER (WHERE trajectory.tools_json IS NULL) AS tools
  FROM trajectory
  LEFT JOIN task ON task.id = trajectory.task_id
),
counted (place, field, missing, of_count, unit, means) AS (
  SELECT
    1, 'goal', goals, runs, 'runs',
    'no original goal: no style to follow, and no goal to contrast the new one with'
  FROM of_runs
  UNION ALL
  SELECT 2, 'steps', of_runs.runs - of_steps.runs, of_runs.runs, 'runs', 'nothing to relabel'
  FROM of_runs JOIN of_steps
  UNION ALL
  SELECT
    3, 'final answer', answers, runs, 'runs',
    'judges see the steps alone, and training text ends with the last'
  FROM of_runs
  UNION ALL
  SELECT
    4, 'outcome', outcomes, runs, 'runs', 'relabeled only where a detector says that it failed'
  FROM of_runs
  UNION ALL
  SELECT
    5, 'failure reason', reasons, failed_runs, 'failed runs',
    'the detector has answer and observations alone to go by'
  FROM of_runs
  UNION ALL
  SELECT
    6, 'task', tasks, runs, 'runs', 'splits take each run for a task of its own: leaks go unseen'
  FROM of_runs
  UNION ALL
  SELECT 7, 'model', models, runs, 'runs', 'whose runs these are is not known'
  FROM of_runs
  UNION ALL
  SELECT 8, 'tools', tools, runs, 'runs', 'exports declare no tool schemas'
  FROM of_runs
  UNION ALL
  SELECT
    9, 'any observation', unobserved_runs, runs, 'runs with steps',
    'no achievement has evidence: no outcome to relabel from'
  FROM of_steps
  UNION ALL
  SELECT 10, 'observation', observations, steps, 'steps', 'the step is evidence of nothing'
  FROM of_steps
  UNION ALL
  SELECT 11, 'thought', thoughts, steps, 'steps', 'training text shows the action without its reason'
  FROM of_steps
  UNION ALL
  SELECT 12, 'action', actions, steps, 'steps', 'a turn of text, or lost by the source'
  FROM of_steps
  UNION ALL
  SELECT 13, 'action input', inputs, steps, 'steps', 'training text calls the action with nothing'
  FROM of_steps
)
SELECT field, missing, of_count, unit, missing * 1.0 / nullif(of_count, 0) AS share, means
FROM counted
ORDER BY place;
