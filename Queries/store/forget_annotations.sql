-- name: forget_annotations :exec
-- Deletes the verdicts about a run that has a tombstone.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM annotation
WHERE attempt_id IN (
  SELECT attempt.id
  FROM outcome
  JOIN attempt ON attempt.outcome_id = outcome.id
  WHERE outcome.trajectory_id = :trajectory_id)
  OR detection_id IN (
  SELECT detection.id
  FROM detection
  WHERE detection.trajectory_id = :trajectory_id);
