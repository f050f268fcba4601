-- name: failure_type_agreement :many
-- How often detectors give the failure type that people's category counts as, beside chance.
-- Of several labels by one annotator the current one counts: the root cause, where the source names one. Runs
-- whose label has no counterpart are counted and not compared; a run to which the detector gives no type is compared,
-- and disagrees.
-- grain: one row per detect config, series and annotator
-- column: detector TEXT - name of the config; people's labels are no detector
-- column: series TEXT - of the detector's answers
-- column: annotator TEXT - the data set, or the person
-- column: is_told INTEGER - 1: rules that read stated outcome and failure reason; only these call failures without a term wrong results
-- column: labelled INTEGER - runs
-- column: uncategorised INTEGER - of them, those whose label names no category
-- column: unmapped INTEGER - those whose category has no counterpart among our types
-- column: undetected INTEGER - those with a counterpart that the detector did not see
-- column: compared INTEGER - the rest
-- column: untyped INTEGER - of compared, those to which the detector gives no type
-- column: agreed INTEGER - of compared, those with the label's type
-- column: agreement REAL 0...1 - agreed / compared; NULL = nothing is compared
-- column: agreed_with_any INTEGER - of compared, those with the type of any label of the run
-- column: majority_type TEXT - the label type that most of compared have; the first by name on a tie
-- column: majority_share REAL 0...1 - agreement of always giving that type
-- column: chance REAL 0...1 - agreement of types drawn independently with both sides' frequencies
-- column: kappa REAL - Cohen's: (agreement - chance) / (1 - chance); NULL = chance is 1, or nothing is compared
-- order: detector, series, annotator, digest
-- source: METHOD.md §2; STATISTICS.md (agreement)
WITH
label_config AS (
  SELECT id
  FROM stage_config
  WHERE stage = 'detect' AND json_extract(body_json, '$.dataset') IS NOT NULL
),
detector AS (
  SELECT DISTINCT
    config_label.config_id,
    config_label.digest,
    config_label.name,
    detection.series,
    coalesce(
      json_extract(stage_config.body_json, '$.engine') = 'rules'
        AND json_extract(stage_config.body_json, '$.blind') IS NOT 1,
      0) AS is_told
  FROM stage_config
  JOIN config_label ON config_label.config_id = stage_config.id
  JOIN detection ON detection.config_id = stage_config.id
  WHERE stage_config.stage = 'detect' AND stage_config.id NOT IN (SELECT id FROM label_config)
),
label AS MATERIALIZED (
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
),
pair AS MATERIALIZED (
  SELECT
    detector.config_id,
    detector.series,
    label.annotator_id,
    label.category,
    label.failure_type AS label_type,
    detection.id IS NOT NULL AS is_detected,
    label.failure_type IS NOT NULL AND detection.id IS NOT NULL AS is_compared,
    detection.failure_type AS detected_type,
    EXISTS (
      SELECT 1
      FROM label AS other
      WHERE other.trajectory_id = label.trajectory_id
        AND other.annotator_id = label.annotator_id AND other.verdict = 'valid'
        AND other.failure_type = detection.failure_type) AS is_with_any
  FROM detector
  JOIN label ON label.place = 1 AND label.verdict = 'valid'
  LEFT JOIN detection ON detection.trajectory_id = label.trajectory_id
    AND detection.config_id = detector.config_id AND detection.series = detector.series
),
tally AS (
  SELECT
    config_id,
    series,
    annotator_id,
    count(*) AS labelled,
    count(*) FILTER (WHERE label_type IS NULL AND category IS NULL) AS uncategorised,
    count(*) FILTER (WHERE label_type IS NULL AND category IS NOT NULL) AS unmapped,
    count(*) FILTER (WHERE label_type IS NOT NULL AND NOT is_detected) AS undetected,
    count(*) FILTER (WHERE is_compared) AS compared,
    count(*) FILTER (WHERE is_compared AND detected_type IS NULL) AS untyped,
    count(*) FILTER (WHERE is_compared AND detected_type = label_type) AS agreed,
    count(*) FILTER (WHERE is_compared AND is_with_any) AS agreed_with_any
  FROM pair
  GROUP BY config_id, series, annotator_id
),
label_count AS (
  SELECT
    config_id,
    series,
    annotator_id,
    label_type,
    count(*) AS runs,
    row_number() OVER (
      PARTITION BY config_id, series, annotator_id ORDER BY count(*) DESC, label_type) AS place
  FROM pair
  WHERE is_compared
  GROUP BY config_id, series, annotator_id, label_type
),
detected_count AS (
  SELECT config_id, series, annotator_id, detected_type, count(*) AS runs
  FROM pair
  WHERE is_compared
  GROUP BY config_id, series, annotator_id, detected_type
),
-- Chance agreement times n * n, in integers.
expected AS (
  SELECT
    label_count.config_id,
    label_count.series,
    label_count.annotator_id,
    max(label_count.label_type) FILTER (WHERE label_count.place = 1) AS majority_type,
    max(label_count.runs) AS majority,
    sum(label_count.runs * coalesce(detected_count.runs, 0)) AS expected
  FROM label_count
  LEFT JOIN detected_count ON detected_count.config_id = label_count.config_id
    AND detected_count.series = label_count.series
    AND detected_count.annotator_id = label_count.annotator_id
    AND detected_count.detected_type = label_count.label_type
  GROUP BY label_count.config_id, label_count.series, label_count.annotator_id
)
SELECT
  detector.name AS detector,
  detector.series,
  annotator.name AS annotator,
  detector.is_told,
  tally.labelled,
  tally.uncategorised,
  tally.unmapped,
  tally.undetected,
  tally.compared,
  tally.untyped,
  tally.agreed,
  tally.agreed * 1.0 / tally.compared AS agreement,
  tally.agreed_with_any,
  expected.majority_type,
  expected.majority * 1.0 / tally.compared AS majority_share,
  expected.expected * 1.0 / (tally.compared * tally.compared) AS chance,
  (tally.agreed * tally.compared - expected.expected) * 1.0
    / (tally.compared * tally.compared - expected.expected) AS kappa
FROM tally
JOIN detector ON detector.config_id = tally.config_id AND detector.series = tally.series
JOIN annotator ON annotator.id = tally.annotator_id
LEFT JOIN expected ON expected.config_id = tally.config_id AND expected.series = tally.series
  AND expected.annotator_id = tally.annotator_id
ORDER BY detector, detector.series, annotator, detector.digest;
