-- name: label_categories :many
-- What people call the failures that they labelled, and the failure type that each counts as among ours.
-- grain: one row per annotator, category and failure type of the labels of detections
-- column: annotator TEXT - the data set, or the person
-- column: category TEXT - in the words of the source; NULL = its labels name none
-- column: failure_type TEXT - the counterpart; NULL = there is none
-- column: labels INTEGER
-- column: decisive INTEGER - those of them that are current: the one that counts of each run's
-- order: annotator, category, failure_type
-- source: DESIGN.md §2
SELECT
  annotator.name AS annotator,
  annotation.category,
  json_extract(annotation.extra_json, '$.failure_type') AS failure_type,
  count(*) AS labels,
  count(*) FILTER (WHERE NOT EXISTS (
    SELECT 1
    FROM annotation AS later
    WHERE later.detection_id = annotation.detection_id
      AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq)) AS decisive
FROM annotation
JOIN annotator ON annotator.id = annotation.annotator_id
WHERE annotation.detection_id IS NOT NULL AND annotation.verdict <> 'retracted'
GROUP BY annotator.name, annotation.category, json_extract(annotation.extra_json, '$.failure_type')
ORDER BY annotator, category, failure_type;
