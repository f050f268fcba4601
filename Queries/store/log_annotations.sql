-- name: log_annotations :many
-- Verdicts of annotators on a run.
-- param: trajectory_id INTEGER - run
-- column: digest TEXT
-- column: target TEXT - digest of the attempt or detection
-- column: extract_config TEXT - digest; NULL: it is about a detection
-- column: config TEXT - digest of the relabeler's or detector's
-- column: series TEXT - of the target
-- column: k INTEGER - NULL: it is about a detection
-- column: goal_index INTEGER
-- column: annotator TEXT
-- column: seq INTEGER
-- column: verdict TEXT
-- column: category TEXT
-- column: note TEXT
-- column: frame TEXT - digest; NULL: none
-- column: frame_name TEXT
-- column: extra_json TEXT
-- order: digest
WITH rated (annotation_id, target, extract_config_id, config_id, series, k, goal_index) AS (
  SELECT
    annotation.id,
    attempt.digest,
    outcome.config_id,
    attempt.config_id,
    attempt.series,
    attempt.k,
    attempt.goal_index
  FROM outcome
  JOIN attempt ON attempt.outcome_id = outcome.id
  JOIN annotation ON annotation.attempt_id = attempt.id
  WHERE outcome.trajectory_id = :trajectory_id
  UNION ALL
  SELECT
    annotation.id, detection.digest, NULL, detection.config_id, detection.series, NULL, NULL
  FROM detection
  JOIN annotation ON annotation.detection_id = detection.id
  WHERE detection.trajectory_id = :trajectory_id
)
SELECT
  annotation.digest,
  rated.target,
  extractor.digest AS extract_config,
  stage_config.digest AS config,
  rated.series,
  rated.k,
  rated.goal_index,
  annotator.name AS annotator,
  annotation.seq,
  annotation.verdict,
  annotation.category,
  annotation.note,
  annotation_frame.digest AS frame,
  annotation_frame.name AS frame_name,
  annotation.extra_json
FROM rated
JOIN annotation ON annotation.id = rated.annotation_id
JOIN annotator ON annotator.id = annotation.annotator_id
JOIN stage_config ON stage_config.id = rated.config_id
LEFT JOIN stage_config AS extractor ON extractor.id = rated.extract_config_id
LEFT JOIN annotation_frame ON annotation_frame.id = annotation.frame_id
ORDER BY annotation.digest;
