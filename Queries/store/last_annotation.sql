-- name: last_annotation :optional
-- The last of an annotator's rows on an attempt, taken back or not.
-- param: attempt_id INTEGER - attempt
-- param: annotator TEXT - name
-- column: seq INTEGER
-- column: verdict TEXT
-- column: category TEXT
-- column: note TEXT
-- column: frame_id INTEGER
SELECT
  annotation.seq, annotation.verdict, annotation.category, annotation.note, annotation.frame_id
FROM annotation
JOIN annotator ON annotator.id = annotation.annotator_id
WHERE annotation.attempt_id = :attempt_id AND annotator.name = :annotator
ORDER BY annotation.seq DESC
LIMIT 1;
