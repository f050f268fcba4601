-- name: pair_of_run :optional
-- The attempt k of a run in one series of outcomes and attempts, as exports write it.
-- param: trajectory_id INTEGER - run
-- param: extract_config_id INTEGER - extract config
-- param: config_id INTEGER - relabel config
-- param: outcome_series TEXT - series of the outcome
-- param: series TEXT - series of the attempt
-- param: k INTEGER - from 1
-- column: id INTEGER
-- column: digest TEXT
-- column: hindsight_goal TEXT
-- column: rationale TEXT
-- column: first_step INTEGER
-- column: last_step INTEGER
SELECT
  attempt.id,
  attempt.digest,
  attempt.hindsight_goal,
  attempt.rationale,
  attempt.first_step,
  attempt.last_step
FROM outcome
JOIN attempt ON attempt.outcome_id = outcome.id
WHERE outcome.trajectory_id = :trajectory_id AND outcome.config_id = :extract_config_id
  AND outcome.series = :outcome_series
  AND attempt.config_id = :config_id AND attempt.series = :series
  AND attempt.k = :k AND attempt.goal_index = 0;
