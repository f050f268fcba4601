-- name: forget_split_members :exec
-- Deletes the places of a run that has a tombstone in splits.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM split_member
WHERE trajectory_id = :trajectory_id;
