-- name: failure_type_confusion :many
-- The failure types that detectors give beside those that people's categories count as, run by run.
-- Of several labels by one annotator the current one counts: the root cause, where the source names one.
-- grain: one row per detect config, series, annotator, and pair of types that occurs
-- column: detector TEXT - name of the config; people's labels are no detector
-- column: series TEXT - of the detector's answers
-- column: annotator TEXT - the data set, or the person
-- column: label_type TEXT - (no category): the label names none; (no counterpart): none of ours fits it
-- column: detected_type TEXT - (no type): the detector gives none; (no detection): it did not see the run
-- column: runs INTEGER
-- order: detector, series, annotator, label_type, detected_type, digest
-- source: METHOD.md §2; DESIGN.md §2
WITH
label_config AS (
  SELECT id
  FROM stage_config
  WHERE stage = 'detect' AND json_extract(body_json, '$.dataset') IS NOT NULL
),
detector AS (
  SELECT DISTINCT config_label.config_id, config_label.digest, config_label.name, detection.series
  FROM stage_config
  JOIN config_label ON config_label.config_id = stage_config.id
  JOIN detection ON detection.config_id = stage_config.id
  WHERE stage_config.stage = 'detect' AND stage_config.id NOT IN (SELECT id FROM label_config)
),
label AS (
  SELECT
    detection.trajectory_id,
    annotation.annotator_id,
    annotation.category,
    annotation.verdict,
    json_extract(annotation.extra_json, '$.failure_type') AS failure_type,
    row_number() OVER (
      PARTITION BY detection.trajectory_id, annotation.annotator_id
      ORDER BY annotation.seq DESC, annotation.digest
    ) AS place
  FROM label_config
  JOIN detection ON detection.config_id = label_config.id
  JOIN annotation ON annotation.detection_id = detection.id
)
SELECT
  detector.name AS detector,
  detector.series,
  annotator.name AS annotator,
  CASE
    WHEN label.failure_type IS NOT NULL THEN label.failure_type
    WHEN label.category IS NULL THEN '(no category)'
    ELSE '(no counterpart)'
  END AS label_type,
  CASE
    WHEN detection.id IS NULL THEN '(no detection)'
    ELSE coalesce(detection.failure_type, '(no type)')
  END AS detected_type,
  count(*) AS runs
FROM detector
JOIN label ON label.place = 1 AND label.verdict = 'valid'
JOIN annotator ON annotator.id = label.annotator_id
LEFT JOIN detection ON detection.trajectory_id = label.trajectory_id
  AND detection.config_id = detector.config_id AND detection.series = detector.series
GROUP BY detector.config_id, detector.series, annotator.id, label_type, detected_type
ORDER BY detector, detector.series, annotator, label_type, detected_type, detector.digest;
