-- name: seen_attempt :optional
-- The attempt k of a run that a series reads, as the query 'decisions' chooses it.
-- param: trajectory_id INTEGER - run
-- param: extract_config_id INTEGER - extract config
-- param: config_id INTEGER - relabel config
-- param: series TEXT - series
-- param: k INTEGER - from 1
-- column: outcome_id INTEGER
-- column: series TEXT - of the attempt
SELECT outcome.id AS outcome_id, attempt.series
FROM outcome
JOIN attempt ON attempt.outcome_id = outcome.id
WHERE outcome.trajectory_id = :trajectory_id AND outcome.config_id = :extract_config_id
  AND outcome.series IN ('main', :series)
  AND attempt.config_id = :config_id AND attempt.series IN ('main', :series)
  AND attempt.k = :k AND attempt.goal_index = 0
ORDER BY attempt.series = :series DESC, outcome.series = :series DESC
LIMIT 1;
