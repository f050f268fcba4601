-- name: outcome_confusion :many
-- How far detectors are right that a run failed, against the outcomes that sources state.
-- Only a detector that is not told the outcome can be wrong about it: rules that are not blind repeat it, and they
-- never see a run that succeeded ('regoal run --until detect --blind' asks them without).
-- grain: one row per detect config, series, source label and benchmark; people's labels are no detector
-- column: detector TEXT - name of the config
-- column: series TEXT
-- column: source TEXT - label
-- column: benchmark TEXT - NULL = the source names none
-- column: is_told INTEGER - 1: rules that read the stated outcome, so that they miss no failure
-- column: compared INTEGER - detected runs of stated outcome
-- column: failed INTEGER - of them, those that failed
-- column: called_failed INTEGER - of compared, those that the detector calls failures; is_failure NULL counts as 1
-- column: true_positive INTEGER - called failures that failed
-- column: false_positive INTEGER - called failures that succeeded: false alarms
-- column: false_negative INTEGER - missed failures
-- column: true_negative INTEGER
-- column: precision REAL 0...1 - true_positive / called_failed; NULL = none is called a failure
-- column: recall REAL 0...1 - true_positive / failed; NULL = none failed
-- column: false_alarm_rate REAL 0...1 - false_positive / (compared - failed); NULL = none succeeded
-- column: accuracy REAL 0...1 - (true_positive + true_negative) / compared; NULL = nothing is compared
-- column: majority_share REAL 0...1 - accuracy of always saying what most runs of compared are
-- column: kappa REAL - Cohen's, detector and stated outcome; NULL = both say one thing of all compared runs
-- column: unknown_outcome INTEGER - detected runs whose outcome no source states
-- column: undetected INTEGER - runs of stated outcome without a detection of this config in this series
-- order: detector, series, source, benchmark, digest
-- source: METHOD.md §3, §4
WITH
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
  WHERE stage_config.stage = 'detect'
    AND json_extract(stage_config.body_json, '$.dataset') IS NULL
),
tally AS (
  SELECT
    detector.digest,
    detector.name AS detector,
    detector.series,
    source.label AS source,
    task.benchmark,
    detector.is_told,
    count(*) FILTER (WHERE detection.id IS NOT NULL AND trajectory.success IS NOT NULL) AS compared,
    count(*) FILTER (WHERE detection.id IS NOT NULL AND trajectory.success = 0) AS failed,
    count(*) FILTER (WHERE coalesce(detection.is_failure, 1) AND detection.id IS NOT NULL
      AND trajectory.success IS NOT NULL) AS called_failed,
    count(*) FILTER (WHERE coalesce(detection.is_failure, 1) AND detection.id IS NOT NULL
      AND trajectory.success = 0) AS true_positive,
    count(*) FILTER (WHERE detection.id IS NOT NULL AND trajectory.success IS NULL) AS unknown_outcome,
    count(*) FILTER (WHERE detection.id IS NULL AND trajectory.success IS NOT NULL) AS undetected
  FROM detector
  JOIN trajectory
  JOIN source ON source.id = trajectory.source_id
  LEFT JOIN task ON task.id = trajectory.task_id
  LEFT JOIN detection ON detection.trajectory_id = trajectory.id
    AND detection.config_id = detector.config_id AND detection.series = detector.series
  GROUP BY detector.config_id, detector.series, source.label, task.benchmark
),
-- Chance agreement times n * n, in integers.
chance AS (
  SELECT
    *,
    called_failed - true_positive AS false_positive,
    failed - true_positive AS false_negative,
    compared - failed - called_failed + true_positive AS true_negative,
    called_failed * failed + (compared - called_failed) * (compared - failed) AS expected
  FROM tally
  WHERE compared + unknown_outcome > 0
)
SELECT
  detector,
  series,
  source,
  benchmark,
  is_told,
  compared,
  failed,
  called_failed,
  true_positive,
  false_positive,
  false_negative,
  true_negative,
  true_positive * 1.0 / called_failed AS precision,
  true_positive * 1.0 / failed AS recall,
  false_positive * 1.0 / (compared - failed) AS false_alarm_rate,
  (true_positive + true_negative) * 1.0 / compared AS accuracy,
  max(failed, compared - failed) * 1.0 / compared AS majority_share,
  ((true_positive + true_negative) * compared - expected) * 1.0
    / (compared * compared - expected) AS kappa,
  unknown_outcome,
  undetected
FROM chance
ORDER BY detector, series, source, benchmark, digest;
