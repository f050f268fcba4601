-- name: annotation_frames :many
-- From what pairs to be rated were drawn, how, and how many of them are rated.
-- grain: one row per frame
-- column: name TEXT
-- column: rule TEXT - uniform, stratified, informative, theta_grid
-- column: population INTEGER - N, pairs that could be drawn
-- column: drawn INTEGER - pairs that were drawn; 0 = the frame lists none
-- column: rated INTEGER - of them, those that somebody rated
-- column: probability_low REAL 0...1 - least probability of inclusion; NULL = the frame lists none
-- column: probability_high REAL 0...1 - greatest
-- column: digest TEXT
-- order: name, digest
-- source: STATISTICS.md (sampling with unequal probabilities)
WITH item AS MATERIALIZED (
  SELECT
    annotation_frame.id AS frame_id,
    json_extract(listed.value, '$.trajectory') AS trajectory,
    json_extract(listed.value, '$.attempt') AS attempt,
    json_extract(listed.value, '$.probability') AS probability
  FROM annotation_frame
  JOIN json_each(annotation_frame.extra_json, '$.items') AS listed
)
SELECT
  annotation_frame.name,
  annotation_frame.rule,
  annotation_frame.population,
  count(item.attempt) AS drawn,
  count(item.attempt) FILTER (WHERE EXISTS (
    SELECT 1
    FROM trajectory
    JOIN outcome ON outcome.trajectory_id = trajectory.id
    JOIN attempt ON attempt.outcome_id = outcome.id
    JOIN annotation ON annotation.attempt_id = attempt.id
    WHERE trajectory.digest = item.trajectory AND attempt.digest = item.attempt)) AS rated,
  min(item.probability) AS probability_low,
  max(item.probability) AS probability_high,
  annotation_frame.digest
FROM annotation_frame
LEFT JOIN item ON item.frame_id = annotation_frame.id
GROUP BY annotation_frame.id
ORDER BY annotation_frame.name, annotation_frame.digest;
