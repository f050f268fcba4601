-- name: find_run_of_attempt :optional
-- The run that an attempt is about.
-- param: attempt_id INTEGER - attempt
-- column: trajectory_id INTEGER
SELECT outcome.trajectory_id
FROM attempt
JOIN outcome ON outcome.id = attempt.outcome_id
WHERE attempt.id = :attempt_id;
