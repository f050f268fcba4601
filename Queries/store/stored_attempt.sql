-- name: stored_attempt :optional
-- An attempt of stage 3, of a run, by its digest, with what the digest is made of.
-- param: trajectory_id INTEGER - run that it is about
-- param: stored TEXT - digest, sha256:
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
FROM outcome
JOIN attempt ON attempt.outcome_id = outcome.id
LEFT JOIN trajectory ON trajectory.id = outcome.trajectory_id
LEFT JOIN stage_config ON stage_config.id = attempt.config_id
LEFT JOIN model_call ON model_call.id = attempt.call_id
WHERE outcome.trajectory_id = :trajectory_id AND attempt.digest = :stored;
