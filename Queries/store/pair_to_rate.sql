-- name: pair_to_rate :optional
-- What an annotator sees of a pair, steps apart: neither the goal g nor the failure reason, no verdict, no score.
-- param: trajectory TEXT - digest of the run
-- param: attempt TEXT - digest
-- column: attempt_id INTEGER
-- column: trajectory_id INTEGER
-- column: hindsight_goal TEXT
-- column: final_answer TEXT
-- column: first_step INTEGER - NULL: all
-- column: last_step INTEGER
-- source: METHOD.md §5
SELECT
  attempt.id AS attempt_id,
  trajectory.id AS trajectory_id,
  attempt.hindsight_goal,
  trajectory.final_answer,
  attempt.first_step,
  attempt.last_step
FROM trajectory
JOIN outcome ON outcome.trajectory_id = trajectory.id
JOIN attempt ON attempt.outcome_id = outcome.id
WHERE trajectory.digest = :trajectory AND attempt.digest = :attempt
LIMIT 1;
