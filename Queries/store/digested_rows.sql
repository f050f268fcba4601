-- name: digested_rows :many
-- How many rows of each table carry a digest.
-- column: what TEXT
-- column: count INTEGER
-- order: fixed
-- scan: it counts whole tables
WITH counted (place, what, count) AS (
  SELECT 1, 'task', count(*) FROM task
  UNION ALL
  SELECT 2, 'trajectory', count(*) FROM trajectory
  UNION ALL
  SELECT 3, 'stage_config', count(*) FROM stage_config
  UNION ALL
  SELECT 4, 'lexicon', count(*) FROM lexicon
  UNION ALL
  SELECT 5, 'detection', count(*) FROM detection
  UNION ALL
  SELECT 6, 'outcome', count(*) FROM outcome
  UNION ALL
  SELECT 7, 'attempt', count(*) FROM attempt
  UNION ALL
  SELECT 8, 'vote', count(*) FROM vote
  UNION ALL
  SELECT 9, 'collection', count(*) FROM collection
  UNION ALL
  SELECT 10, 'quarantine', count(*) FROM quarantine
  UNION ALL
  SELECT 11, 'gate_policy', count(*) FROM gate_policy
  UNION ALL
  SELECT 12, 'annotation_frame', count(*) FROM annotation_frame
  UNION ALL
  SELECT 13, 'annotation', count(*) FROM annotation
  UNION ALL
  SELECT 14, 'arm', count(*) FROM arm
  UNION ALL
  SELECT 15, 'evaluation', count(*) FROM evaluation
  UNION ALL
  SELECT 16, 'model_call', count(*) FROM model_call
  UNION ALL
  SELECT 17, 'prompt', count(*) FROM prompt
  UNION ALL
  SELECT 18, 'price', count(*) FROM price
  UNION ALL
  SELECT 19, 'split', count(*) FROM split
  UNION ALL
  SELECT 20, 'split_member', count(*) FROM split_member
  UNION ALL
  SELECT 21, 'export', count(*) FROM export
  UNION ALL
  SELECT 22, 'calibration', count(*) FROM calibration
)
SELECT what, count
FROM counted
ORDER BY place;
