-- name: annotation_progress :many
-- How far the rating of each frame is, annotator by annotator.
-- grain: one row per frame and annotator who is to rate in it or has; a frame without any has one row
-- param: frame TEXT - name or digest; NULL = all
-- column: frame TEXT
-- column: rule TEXT
-- column: population INTEGER - N, pairs that could be drawn
-- column: pairs INTEGER - that were drawn; 0 = the frame does not list them
-- column: annotator TEXT - NULL = nobody yet
-- column: assigned INTEGER - pairs that the annotator is to rate, of those that are stored here
-- column: rated INTEGER - of these, with a current verdict
-- column: valid INTEGER
-- column: invalid INTEGER
-- column: unsure INTEGER
-- column: still_open INTEGER - assigned - rated
-- order: frame, digest of the frame, annotator
-- source: STATISTICS.md
WITH
frame AS (
  SELECT
    annotation_frame.id,
    annotation_frame.digest,
    annotation_frame.name,
    annotation_frame.rule,
    annotation_frame.population,
    annotation_frame.extra_json
  FROM annotation_frame
  WHERE :frame IS NULL OR annotation_frame.name = :frame OR annotation_frame.digest = :frame
),
pair AS MATERIALIZED (
  SELECT
    frame.id AS frame_id,
    coalesce(
      json_extract(item.value, '$.annotators'),
      json_extract(frame.extra_json, '$.annotators')) AS annotators,
    (
      SELECT attempt.id
      FROM trajectory
      JOIN outcome ON outcome.trajectory_id = trajectory.id
      JOIN attempt ON attempt.outcome_id = outcome.id
      WHERE trajectory.digest = json_extract(item.value, '$.trajectory')
        AND attempt.digest = json_extract(item.value, '$.attempt')
    ) AS attempt_id
  FROM frame
  JOIN json_each(frame.extra_json, '$.items') AS item
),
rater AS (
  SELECT frame.id AS frame_id, name.value AS annotator
  FROM frame
  JOIN json_each(frame.extra_json, '$.annotators') AS name
  UNION
  SELECT frame.id, annotator.name
  FROM frame
  JOIN annotation ON annotation.frame_id = frame.id
  JOIN annotator ON annotator.id = annotation.annotator_id
),
progress AS (
  SELECT
    rater.frame_id,
    rater.annotator,
    count(*) AS assigned,
    count(current_verdict.verdict) AS rated,
    count(*) FILTER (WHERE current_verdict.verdict = 'valid') AS valid,
    count(*) FILTER (WHERE current_verdict.verdict = 'invalid') AS invalid,
    count(*) FILTER (WHERE current_verdict.verdict = 'unsure') AS unsure
  FROM rater
  JOIN pair ON pair.frame_id = rater.frame_id AND pair.attempt_id IS NOT NULL AND (
    pair.annotators IS NULL
    OR EXISTS (
      SELECT 1
      FROM json_each(pair.annotators) AS name
      WHERE name.value = rater.annotator))
  LEFT JOIN current_verdict ON current_verdict.attempt_id = pair.attempt_id
    AND current_verdict.annotator_id = (
      SELECT annotator.id FROM annotator WHERE annotator.name = rater.annotator)
  GROUP BY rater.frame_id, rater.annotator
)
SELECT
  frame.name AS frame,
  frame.rule,
  frame.population,
  (SELECT count(*) FROM pair WHERE pair.frame_id = frame.id) AS pairs,
  rater.annotator,
  coalesce(progress.assigned, 0) AS assigned,
  coalesce(progress.rated, 0) AS rated,
  coalesce(progress.valid, 0) AS valid,
  coalesce(progress.invalid, 0) AS invalid,
  coalesce(progress.unsure, 0) AS unsure,
  coalesce(progress.assigned - progress.rated, 0) AS still_open
FROM frame
LEFT JOIN rater ON rater.frame_id = frame.id
LEFT JOIN progress ON progress.frame_id = frame.id AND progress.annotator = rater.annotator
ORDER BY frame.name, frame.digest, rater.annotator;
