-- name: corpus_duplicates :many
-- Runs that are in the corpus more than once, and ids that mean several runs.
-- Steps are the same as 'duplicate_runs' has it, which lists them.
-- grain: one row per kind of repetition
-- column: what TEXT
-- column: groups INTEGER - of runs that repeat each other, or ids
-- column: runs INTEGER - in these groups
-- column: surplus INTEGER - runs less groups; NULL: they say different things, so that none is too many
-- column: of_count INTEGER - runs that were compared
-- column: share REAL 0...1 - runs / of_count; NULL = none was compared
-- column: means TEXT - for the method
-- order: fixed
-- scan: it reads every step, once
WITH
run_size AS MATERIALIZED (
  SELECT
    trajectory_id,
    count(*) AS steps,
    total(length(CAST(thought AS BLOB))) AS thoughts,
    total(length(CAST(action_name AS BLOB))) AS actions,
    total(length(CAST(action_input_json AS BLOB))) AS inputs,
    total(length(CAST(observation AS BLOB))) AS observations
  FROM step
  GROUP BY trajectory_id
),
sized AS (
  SELECT
    trajectory_id,
    count(*) OVER (PARTITION BY steps, thoughts, actions, inputs, observations) AS runs
  FROM run_size
),
candidate AS MATERIALIZED (
  SELECT trajectory_id
  FROM sized
  WHERE runs > 1
),
content AS (
  SELECT trajectory_id, group_concat(text, char(10)) AS text
  FROM (
    SELECT
      candidate.trajectory_id,
      json_array(
        coalesce(step.thought, ''), coalesce(step.action_name, ''),
        coalesce(step.action_input_json, ''), coalesce(step.observation, '')) AS text
    FROM candidate
    JOIN step ON step.trajectory_id = candidate.trajectory_id
    ORDER BY candidate.trajectory_id, step.step_index
  )
  GROUP BY trajectory_id
),
twin AS MATERIALIZED (
  SELECT
    dense_rank() OVER (ORDER BY content.text) AS steps,
    trajectory.goal,
    trajectory.success
  FROM content
  JOIN trajectory ON trajectory.id = content.trajectory_id
),
by_steps AS MATERIALIZED (
  SELECT count(*) AS runs, count(DISTINCT goal) AS goals
  FROM twin
  GROUP BY steps
  HAVING count(*) > 1
),
by_goal AS MATERIALIZED (
  SELECT count(*) AS runs, count(DISTINCT success) AS outcomes
  FROM twin
  GROUP BY steps, goal
  HAVING count(*) > 1
),
by_id AS MATERIALIZED (
  SELECT count(*) AS runs, count(DISTINCT source.label) AS labels
  FROM trajectory
  JOIN source ON source.id = trajectory.source_id
  GROUP BY trajectory.external_id
  HAVING count(*) > 1
),
by_name AS MATERIALIZED (
  SELECT count(*) AS runs
  FROM trajectory
  JOIN source ON source.id = trajectory.source_id
  GROUP BY trajectory.external_id, source.label
  HAVING count(*) > 1
),
compared AS MATERIALIZED (
  SELECT
    (SELECT count(*) FROM run_size) AS with_steps,
    (SELECT count(*) FROM trajectory) AS runs
),
counted (place, what, groups, runs, is_surplus, of_count, means) AS (
  SELECT
    1, 'same steps', count(*), coalesce(sum(runs), 0), 1, (SELECT with_steps FROM compared),
    'trained on, and paid for, more than once'
  FROM by_steps
  UNION ALL
  SELECT
    2, 'same steps and goal', count(*), coalesce(sum(runs), 0), 1,
    (SELECT with_steps FROM compared), 'the same run under several ids or sources'
  FROM by_goal
  UNION ALL
  SELECT
    3, 'same steps, several goals', count(*), coalesce(sum(runs), 0), 0,
    (SELECT with_steps FROM compared), 'one demonstration under several goals'
  FROM by_steps
  WHERE goals > 1
  UNION ALL
  SELECT
    4, 'same steps and goal, failed and succeeded', count(*), coalesce(sum(runs), 0), 0,
    (SELECT with_steps FROM compared), 'the outcomes contradict each other'
  FROM by_goal
  WHERE outcomes > 1
  UNION ALL
  SELECT
    5, 'same id and source, other content', count(*), coalesce(sum(runs), 0), 0,
    (SELECT runs FROM compared), 'answers about this id go into quarantine, unless they name the digest'
  FROM by_name
  UNION ALL
  SELECT
    6, 'same id, several sources', count(*), coalesce(sum(runs), 0), 0,
    (SELECT runs FROM compared), 'named with the source in front'
  FROM by_id
  WHERE labels > 1
)
SELECT
  what,
  groups,
  runs,
  iif(is_surplus, runs - groups, NULL) AS surplus,
  of_count,
  runs * 1.0 / nullif(of_count, 0) AS share,
  means
FROM counted
ORDER BY place;
