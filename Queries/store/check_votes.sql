-- name: check_votes :many
-- Judges' votes with what their digests are made of.
-- column: digest TEXT
-- column: external_id TEXT - run
-- column: attempt TEXT - digest of the attempt
-- column: judge TEXT - digest of the judge
-- column: series TEXT
-- column: valid INTEGER
-- column: confidence REAL
-- column: reason TEXT
-- column: status TEXT
-- column: extra_json TEXT
-- column: call TEXT - digest of the call that gave it
-- order: id
-- scan: it computes every digest
SELECT
  vote.digest,
  trajectory.external_id,
  attempt.digest AS attempt,
  stage_config.digest AS judge,
  vote.series,
  vote.valid,
  vote.confidence,
  vote.reason,
  vote.status,
  vote.extra_json,
  model_call.digest AS call
FROM vote
LEFT JOIN attempt ON attempt.id = vote.attempt_id
LEFT JOIN outcome ON outcome.id = attempt.outcome_id
LEFT JOIN trajectory ON trajectory.id = outcome.trajectory_id
LEFT JOIN stage_config ON stage_config.id = vote.config_id
LEFT JOIN model_call ON model_call.id = vote.call_id
ORDER BY vote.id;
