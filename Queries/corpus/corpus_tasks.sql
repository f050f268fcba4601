-- name: corpus_tasks :many
-- Tasks by how their runs ended. A task is what the source names; runs that name none are counted apart.
-- grain: one row per kind of task, and one for the runs without
-- column: what TEXT
-- column: count INTEGER
-- column: of_count INTEGER - tasks; in the last line runs
-- column: share REAL 0...1 - count / of_count; NULL = there are none
-- column: means TEXT - for the method
-- order: fixed
WITH
ending AS MATERIALIZED (
  SELECT
    task.id,
    count(*) AS runs,
    count(*) FILTER (WHERE trajectory.success = 0) AS failures,
    count(*) FILTER (WHERE trajectory.success = 1) AS successes
  FROM task
  JOIN trajectory ON trajectory.task_id = task.id
  WHERE task.task_key IS NOT NULL
  GROUP BY task.id
),
total AS MATERIALIZED (
  SELECT count(*) AS tasks FROM ending
),
counted (place, what, count, of_count, means) AS (
  SELECT 1, 'tasks', tasks, tasks, 'splits keep the runs of one together'
  FROM total
  UNION ALL
  SELECT 2, 'with one run', count(*) FILTER (WHERE runs = 1), tasks, 'nothing to compare within the task'
  FROM total LEFT JOIN ending
  UNION ALL
  SELECT 3, 'with several runs', count(*) FILTER (WHERE runs > 1), tasks, 'trials of one task'
  FROM total LEFT JOIN ending
  UNION ALL
  SELECT
    4, 'with several failures', count(*) FILTER (WHERE failures > 1), tasks,
    'several hindsight goals from one task'
  FROM total LEFT JOIN ending
  UNION ALL
  SELECT
    5, 'with failures and successes', count(*) FILTER (WHERE failures > 0 AND successes > 0), tasks,
    'a success to prefer to each failure, on the same goal'
  FROM total LEFT JOIN ending
  UNION ALL
  SELECT
    6, 'with failures, no success', count(*) FILTER (WHERE failures > 0 AND successes = 0), tasks,
    'only relabeling makes these usable'
  FROM total LEFT JOIN ending
  UNION ALL
  SELECT
    7, 'with successes, no failure', count(*) FILTER (WHERE failures = 0 AND successes > 0), tasks,
    'nothing to relabel'
  FROM total LEFT JOIN ending
  UNION ALL
  SELECT
    8, 'of no stated outcome', count(*) FILTER (WHERE failures = 0 AND successes = 0), tasks,
    'a detector has to say which runs failed'
  FROM total LEFT JOIN ending
  UNION ALL
  SELECT
    9, 'runs without a task', count(*) FILTER (WHERE task.task_key IS NULL), count(*),
    'each counts as a task of its own'
  FROM trajectory
  LEFT JOIN task ON task.id = trajectory.task_id
)
SELECT what, count, of_count, count * 1.0 / nullif(of_count, 0) AS share, means
FROM counted
ORDER BY place;
