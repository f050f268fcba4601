-- name: log_attempts :many
-- Attempts on a run.
-- param: trajectory_id INTEGER - run
-- column: digest TEXT
-- column: outcome TEXT - digest
-- column: extract_config TEXT - digest
-- column: config TEXT - digest
-- column: series TEXT
-- column: k INTEGER
-- column: goal_index INTEGER
-- column: hindsight_goal TEXT
-- column: valid INTEGER
-- column: confidence REAL
-- column: rationale TEXT
-- column: status TEXT
-- column: first_step INTEGER
-- column: last_step INTEGER
-- column: extra_json TEXT
-- column: call TEXT - digest of the call that gave it
-- order: digest
SELECT
  attempt.digest,
  outcome.digest AS outcome,
  extractor.digest AS extract_config,
  relabeler.digest AS config,
  attempt.series,
  attempt.k,
  attempt.goal_index,
  attempt.hindsight_goal,
  attempt.valid,
  attempt.confidence,
  attempt.rationale,
  attempt.status,
  attempt.first_step,
  attempt.last_step,
  attempt.extra_json,
  model_call.digest AS call
FROM outcome
JOIN attempt ON attempt.outcome_id = outcome.id
JOIN stage_config AS extractor ON extractor.id = outcome.config_id
JOIN stage_config AS relabeler ON relabeler.id = attempt.config_id
LEFT JOIN model_call ON model_call.id = attempt.call_id
WHERE outcome.trajectory_id = :trajectory_id
ORDER BY attempt.digest;
