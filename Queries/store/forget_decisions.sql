-- name: forget_decisions :exec
-- Deletes the decisions of a run that has a tombstone.
-- param: trajectory_id INTEGER - row of the run
DELETE FROM decision
WHERE policy_id IN (SELECT id FROM gate_policy) AND trajectory_id = :trajectory_id;
