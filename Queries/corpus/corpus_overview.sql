-- name: corpus_overview :many
-- What the database holds: runs by outcome, and every stage's answers.
-- grain: one row per kind of thing
-- column: what TEXT
-- column: count INTEGER
-- order: fixed
-- scan: it counts whole tables
WITH counted (place, what, count) AS (
  SELECT 1, 'trajectories', count(*) FROM trajectory
  UNION ALL
  SELECT 2, 'failed', count(*) FROM trajectory WHERE success = 0
  UNION ALL
  SELECT 3, 'succeeded', count(*) FROM trajectory WHERE success = 1
  UNION ALL
  SELECT 4, 'outcome not stated', count(*) FROM trajectory WHERE success IS NULL
  UNION ALL
  SELECT 5, 'steps', count(*) FROM step
  UNION ALL
  SELECT 6, 'tasks', count(*) FROM task
  UNION ALL
  SELECT 7, 'detections', count(*) FROM detection
  UNION ALL
  SELECT 8, 'outcomes', count(*) FROM outcome
  UNION ALL
  SELECT 9, 'attempts', count(*) FROM attempt
  UNION ALL
  SELECT 10, 'votes', count(*) FROM vote
  UNION ALL
  SELECT 11, 'collections', count(*) FROM collection
  UNION ALL
  SELECT 12, 'annotations', count(*) FROM annotation
  UNION ALL
  SELECT 13, 'arms', count(*) FROM arm
  UNION ALL
  SELECT 14, 'evaluations', count(*) FROM evaluation
  UNION ALL
  SELECT 15, 'quarantined records', count(*) FROM quarantine
)
SELECT what, count
FROM counted
ORDER BY place;
