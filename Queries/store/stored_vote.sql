-- name: stored_vote :optional
-- A judge's vote, of a run, by its digest, with what the digest is made of.
-- param: trajectory_id INTEGER - run that it is about
-- param: stored TEXT - digest, sha256:
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
FROM outcome
JOIN attempt ON attempt.outcome_id = outcome.id
JOIN vote ON vote.attempt_id = attempt.id
LEFT JOIN trajectory ON trajectory.id = outcome.trajectory_id
LEFT JOIN stage_config ON stage_config.id = vote.config_id
LEFT JOIN model_call ON model_call.id = vote.call_id
WHERE outcome.trajectory_id = :trajectory_id AND vote.digest = :stored;
