-- name: check_attempts :many
-- Attempts of stage 3 with what their digests are made of.
-- column: digest TEXT
-- column: external_id TEXT - run
-- column: outcome TEXT - digest of the outcome
-- column: config TEXT - digest of the config
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
-- order: id
-- scan: it computes every digest
SELECT
  attempt.digest,
  trajectory.external_id,
  outcome.digest AS outcome,
  stage_config.digest AS config,
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
FROM attempt
LEFT JOIN outcome ON outcome.id = attempt.outcome_id
LEFT JOIN trajectory ON trajectory.id = outcome.trajectory_id
LEFT JOIN stage_config ON stage_config.id = attempt.config_id
LEFT JOIN model_call ON model_call.id = attempt.call_id
ORDER BY attempt.id;
