-- name: votes_of_run :many
-- The judges' votes about one run.
-- grain: one row per vote
-- param: trajectory TEXT - digest of the run
-- column: attempt TEXT - digest of the attempt
-- column: judge TEXT
-- column: engine TEXT - rules: no model; NULL: not stated
-- column: series TEXT
-- column: valid INTEGER - the verdict
-- column: confidence REAL 0...1 - c_j
-- column: reason TEXT
-- column: status TEXT
-- column: vote TEXT - digest
-- order: attempt, judge, series
SELECT
  attempt.digest AS attempt,
  config_label.name AS judge,
  json_extract(stage_config.body_json, '$.engine') AS engine,
  vote.series,
  vote.valid,
  vote.confidence,
  vote.reason,
  vote.status,
  vote.digest AS vote
FROM trajectory
JOIN outcome ON outcome.trajectory_id = trajectory.id
JOIN attempt ON attempt.outcome_id = outcome.id
JOIN vote ON vote.attempt_id = attempt.id
JOIN stage_config ON stage_config.id = vote.config_id
JOIN config_label ON config_label.config_id = vote.config_id
WHERE trajectory.digest = :trajectory
ORDER BY attempt, judge, vote.series;
