-- name: pairs_to_draw :many
-- The attempts that a gate reads, by their digests; of one run and k the last row is the one that counts.
-- grain: one row per attempt
-- param: extract_config TEXT - digest
-- param: relabel_config TEXT - digest
-- param: series TEXT - what it lacks is read from main
-- column: trajectory_id INTEGER
-- column: k INTEGER
-- column: trajectory TEXT - digest of the run
-- column: attempt TEXT - digest
-- order: trajectory_id, k, then the series behind main
SELECT
  outcome.trajectory_id,
  attempt.k,
  trajectory.digest AS trajectory,
  attempt.digest AS attempt
FROM stage_config AS relabel
JOIN stage_config AS extract
JOIN attempt ON attempt.config_id = relabel.id AND attempt.series IN ('main', :series)
JOIN outcome ON outcome.id = attempt.outcome_id AND outcome.config_id = extract.id
  AND outcome.series IN ('main', :series)
JOIN trajectory ON trajectory.id = outcome.trajectory_id
WHERE relabel.digest = :relabel_config AND extract.digest = :extract_config
  AND attempt.goal_index = 0
ORDER BY outcome.trajectory_id, attempt.k, attempt.series = :series, outcome.series = :series,
  attempt.digest;
