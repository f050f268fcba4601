-- name: find_run_of_outcome :optional
-- The run that an outcome is about.
-- param: outcome_id INTEGER - outcome
-- column: trajectory_id INTEGER
SELECT trajectory_id
FROM outcome
WHERE id = :outcome_id;
