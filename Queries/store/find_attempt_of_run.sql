-- name: find_attempt_of_run :optional
-- An attempt on a run by its digest.
-- param: trajectory_id INTEGER - run
-- param: digest TEXT - sha256:
-- column: id INTEGER
-- column: digest TEXT
SELECT attempt.id, attempt.digest
FROM outcome
JOIN attempt ON attempt.outcome_id = outcome.id
WHERE outcome.trajectory_id = :trajectory_id AND attempt.digest = :digest;
