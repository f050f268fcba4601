-- name: forget_collections :exec
-- Deletes the collections about a run that has a tombstone.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM collection
WHERE outcome_id IN (
  SELECT outcome.id
  FROM outcome
  WHERE outcome.trajectory_id = :trajectory_id);
