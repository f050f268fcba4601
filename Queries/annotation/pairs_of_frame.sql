-- name: pairs_of_frame :many
-- The pairs that a frame holds, with how likely each was to be drawn, and what has become of them.
-- grain: one row per drawn pair
-- param: frame TEXT - name or digest
-- param: annotator TEXT - whose verdict is told; NULL = nobody's
-- column: position INTEGER - from 1, in the order in which they were drawn
-- column: trajectory TEXT - digest of the run
-- column: attempt TEXT - digest
-- column: probability REAL 0...1 - of being drawn; of the rule 'informative' 1: it draws without chance
-- column: annotators TEXT - names of those who are to rate it, a JSON array; NULL = anybody
-- column: verdict TEXT - the annotator's current one, whatever frame he gave it in; NULL = none
-- column: is_of_frame INTEGER 0...1 - whether he gave it in this frame
-- column: raters INTEGER - annotators with a current verdict
-- column: is_stored INTEGER 0...1 - 0: the run is not in this database, or was forgotten
-- order: position
-- source: STATISTICS.md
WITH
item AS (
  SELECT
    annotation_frame.id AS frame_id,
    item.key + 1 AS position,
    json_extract(item.value, '$.trajectory') AS trajectory,
    json_extract(item.value, '$.attempt') AS attempt,
    json_extract(item.value, '$.probability') AS probability,
    coalesce(
      json_extract(item.value, '$.annotators'),
      json_extract(annotation_frame.extra_json, '$.annotators')) AS annotators
  FROM annotation_frame
  JOIN json_each(annotation_frame.extra_json, '$.items') AS item
  WHERE annotation_frame.name = :frame OR annotation_frame.digest = :frame
),
pair AS (
  SELECT
    item.frame_id,
    item.position,
    item.trajectory,
    item.attempt,
    item.probability,
    item.annotators,
    (
      SELECT attempt.id
      FROM trajectory
      JOIN outcome ON outcome.trajectory_id = trajectory.id
      JOIN attempt ON attempt.outcome_id = outcome.id
      WHERE trajectory.digest = item.trajectory AND attempt.digest = item.attempt
    ) AS attempt_id
  FROM item
)
SELECT
  pair.position,
  pair.trajectory,
  pair.attempt,
  pair.probability,
  pair.annotators,
  own.verdict,
  own.frame_id = pair.frame_id AS is_of_frame,
  (
    SELECT count(*)
    FROM current_verdict
    WHERE current_verdict.attempt_id = pair.attempt_id
  ) AS raters,
  pair.attempt_id IS NOT NULL AS is_stored
FROM pair
LEFT JOIN current_verdict AS own ON own.attempt_id = pair.attempt_id
  AND own.annotator_id = (SELECT annotator.id FROM annotator WHERE annotator.name = :annotator)
ORDER BY pair.position;
