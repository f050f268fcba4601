-- name: annotations :many
-- What people said of attempts, every row, also those that a later one replaces or takes back.
-- grain: one row per annotation of an attempt
-- param: frame TEXT - name or digest; NULL = all, also those of no frame
-- column: frame TEXT - digest; NULL = none
-- column: trajectory TEXT - digest of the run
-- column: extract_config TEXT - digest
-- column: config TEXT - digest of the relabel config
-- column: series TEXT - of the attempt
-- column: k INTEGER
-- column: goal_index INTEGER
-- column: attempt TEXT - digest
-- column: annotator TEXT
-- column: seq INTEGER - from 1; the highest is current
-- column: verdict TEXT - valid, invalid, unsure, retracted
-- column: category TEXT
-- column: note TEXT
-- column: extra_json TEXT
-- column: run TEXT - what people call it
-- order: trajectory, attempt, annotator, seq, digest
-- source: METHOD.md §5
SELECT
  annotation_frame.digest AS frame,
  trajectory.digest AS trajectory,
  extract_config.digest AS extract_config,
  relabel_config.digest AS config,
  attempt.series,
  attempt.k,
  attempt.goal_index,
  attempt.digest AS attempt,
  annotator.name AS annotator,
  annotation.seq,
  annotation.verdict,
  annotation.category,
  annotation.note,
  annotation.extra_json,
  trajectory_name.name AS run
FROM annotation
JOIN annotator ON annotator.id = annotation.annotator_id
JOIN attempt ON attempt.id = annotation.attempt_id
JOIN outcome ON outcome.id = attempt.outcome_id
JOIN trajectory ON trajectory.id = outcome.trajectory_id
JOIN trajectory_name ON trajectory_name.trajectory_id = trajectory.id
JOIN stage_config AS extract_config ON extract_config.id = outcome.config_id
JOIN stage_config AS relabel_config ON relabel_config.id = attempt.config_id
LEFT JOIN annotation_frame ON annotation_frame.id = annotation.frame_id
WHERE :frame IS NULL OR annotation_frame.name = :frame OR annotation_frame.digest = :frame
ORDER BY trajectory.digest, attempt.digest, annotator.name, annotation.seq, annotation.digest;
