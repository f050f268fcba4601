-- name: forget_votes :exec
-- Deletes the votes about a run that has a tombstone.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM vote
WHERE attempt_id IN (
  SELECT attempt.id
  FROM outcome
  JOIN attempt ON attempt.outcome_id = outcome.id
  WHERE outcome.trajectory_id = :trajectory_id);
