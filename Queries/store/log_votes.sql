-- name: log_votes :many
-- Votes on the attempts on a run.
-- param: trajectory_id INTEGER - run
-- column: digest TEXT
-- column: attempt TEXT - digest
-- column: extract_config TEXT - digest
-- column: config TEXT - digest of the relabeler's
-- column: k INTEGER
-- column: goal_index INTEGER
-- column: judge TEXT - digest
-- column: series TEXT
-- column: valid INTEGER
-- column: confidence REAL
-- column: reason TEXT
-- column: status TEXT
-- column: extra_json TEXT
-- column: call TEXT - digest of the call that gave it
-- order: digest
SELECT
  vote.digest,
  attempt.digest AS attempt,
  extractor.digest AS extract_config,
  relabeler.digest AS config,
  attempt.k,
  attempt.goal_index,
  judge.digest AS judge,
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
JOIN stage_config AS extractor ON extractor.id = outcome.config_id
JOIN stage_config AS relabeler ON relabeler.id = attempt.config_id
JOIN stage_config AS judge ON judge.id = vote.config_id
LEFT JOIN model_call ON model_call.id = vote.call_id
WHERE outcome.trajectory_id = :trajectory_id
ORDER BY vote.digest;
