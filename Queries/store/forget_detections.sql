-- name: forget_detections :exec
-- Deletes the detections of a run that has a tombstone.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM detection
WHERE trajectory_id = :trajectory_id;
