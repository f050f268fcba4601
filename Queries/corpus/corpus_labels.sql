-- name: corpus_labels :many
-- What people said: of hindsight goals, and of what went wrong. The current word of each person on each thing.
-- grain: one row per kind of thing that people label
-- column: what TEXT - hindsight goals, failures
-- column: labelled INTEGER - things with a label
-- column: runs INTEGER - that these are about
-- column: annotators INTEGER - people, or data sets that name no people
-- column: labels INTEGER - current ones
-- column: valid INTEGER - of these
-- column: invalid INTEGER - of these
-- column: unsure INTEGER - of these
-- order: fixed
WITH
latest AS MATERIALIZED (
  SELECT attempt_id, detection_id, annotator_id, verdict
  FROM annotation
  WHERE verdict <> 'retracted' AND NOT EXISTS (
    SELECT 1
    FROM annotation AS later
    WHERE later.attempt_id = annotation.attempt_id
      AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq)
    AND NOT EXISTS (
      SELECT 1
      FROM annotation AS later
      WHERE later.detection_id = annotation.detection_id
        AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq)
),
said AS (
  SELECT
    1 AS place,
    latest.attempt_id AS thing,
    outcome.trajectory_id,
    latest.annotator_id,
    latest.verdict
  FROM latest
  JOIN attempt ON attempt.id = latest.attempt_id
  JOIN outcome ON outcome.id = attempt.outcome_id
  UNION ALL
  SELECT 2, latest.detection_id, detection.trajectory_id, latest.annotator_id, latest.verdict
  FROM latest
  JOIN detection ON detection.id = latest.detection_id
),
kind (place, what) AS (
  VALUES (1, 'hindsight goals'), (2, 'failures')
)
SELECT
  kind.what,
  count(DISTINCT said.thing) AS labelled,
  count(DISTINCT said.trajectory_id) AS runs,
  count(DISTINCT said.annotator_id) AS annotators,
  count(said.thing) AS labels,
  count(*) FILTER (WHERE said.verdict = 'valid') AS valid,
  count(*) FILTER (WHERE said.verdict = 'invalid') AS invalid,
  count(*) FILTER (WHERE said.verdict = 'unsure') AS unsure
FROM kind
LEFT JOIN said ON said.place = kind.place
GROUP BY kind.place, kind.what
ORDER BY kind.place;
