-- name: check_annotations :many
-- Verdicts of annotators with what their digests are made of.
-- column: digest TEXT
-- column: external_id TEXT - run
-- column: target TEXT - digest of the attempt or detection
-- column: annotator TEXT
-- column: frame TEXT - digest of the frame; NULL: none
-- column: has_frame INTEGER - 1 if a frame is referred to
-- column: seq INTEGER
-- column: verdict TEXT
-- column: category TEXT
-- column: note TEXT
-- column: extra_json TEXT
-- order: id
SELECT
  annotation.digest,
  trajectory.external_id,
  coalesce(attempt.digest, detection.digest) AS target,
  annotator.name AS annotator,
  annotation_frame.digest AS frame,
  annotation.frame_id IS NOT NULL AS has_frame,
  annotation.seq,
  annotation.verdict,
  annotation.category,
  annotation.note,
  annotation.extra_json
FROM annotation
LEFT JOIN attempt ON attempt.id = annotation.attempt_id
LEFT JOIN outcome ON outcome.id = attempt.outcome_id
LEFT JOIN detection ON detection.id = annotation.detection_id
LEFT JOIN trajectory
  ON trajectory.id = coalesce(outcome.trajectory_id, detection.trajectory_id)
LEFT JOIN annotator ON annotator.id = annotation.annotator_id
LEFT JOIN annotation_frame ON annotation_frame.id = annotation.frame_id
ORDER BY annotation.id;
