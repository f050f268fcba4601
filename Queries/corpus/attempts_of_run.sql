-- name: attempts_of_run :many
-- The attempts of stage 3 about one run.
-- grain: one row per attempt
-- param: trajectory TEXT - digest of the run
-- column: outcome TEXT - digest of the outcome it was made from
-- column: attempt TEXT - digest
-- column: relabel_config TEXT
-- column: engine TEXT - rules: no model; NULL: not stated
-- column: series TEXT
-- column: k INTEGER - from 1
-- column: goal_index INTEGER - from 0; the gate reads 0
-- column: hindsight_goal TEXT - ĝ
-- column: valid INTEGER - b
-- column: confidence REAL 0...1 - c
-- column: rationale TEXT
-- column: status TEXT
-- column: first_step INTEGER - NULL: all steps
-- column: last_step INTEGER
-- order: outcome, relabel_config, series, k, goal_index
SELECT
  outcome.digest AS outcome,
  attempt.digest AS attempt,
  config_label.name AS relabel_config,
  json_extract(stage_config.body_json, '$.engine') AS engine,
  attempt.series,
  attempt.k,
  attempt.goal_index,
  attempt.hindsight_goal,
  attempt.valid,
  attempt.confidence,
  attempt.rationale,
  attempt.status,
  attempt.first_step,
  attempt.last_step
FROM trajectory
JOIN outcome ON outcome.trajectory_id = trajectory.id
JOIN attempt ON attempt.outcome_id = outcome.id
JOIN stage_config ON stage_config.id = attempt.config_id
JOIN config_label ON config_label.config_id = attempt.config_id
WHERE trajectory.digest = :trajectory
ORDER BY outcome, relabel_config, attempt.series, attempt.k, attempt.goal_index;
