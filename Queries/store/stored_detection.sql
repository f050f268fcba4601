-- name: stored_detection :optional
-- An answer of stage 1, of a run, by its digest, with what the digest is made of.
-- param: trajectory_id INTEGER - run that it is about
-- param: stored TEXT - digest, sha256:
-- column: digest TEXT
-- column: external_id TEXT - run
-- column: trajectory TEXT - digest of the run
-- column: config TEXT - digest of the config
-- column: series TEXT
-- column: is_failure INTEGER
-- column: failure_type TEXT
-- column: severity REAL
-- column: weight REAL
-- column: recoverable INTEGER
-- column: explanation TEXT
-- column: extra_json TEXT
-- column: call TEXT - digest of the call that gave it
SELECT
  detection.digest,
  trajectory.external_id,
  trajectory.digest AS trajectory,
  stage_config.digest AS config,
  detection.series,
  detection.is_failure,
  detection.failure_type,
  detection.severity,
  detection.weight,
  detection.recoverable,
  detection.explanation,
  detection.extra_json,
  model_call.digest AS call
FROM detection
LEFT JOIN trajectory ON trajectory.id = detection.trajectory_id
LEFT JOIN stage_config ON stage_config.id = detection.config_id
LEFT JOIN model_call ON model_call.id = detection.call_id
WHERE detection.trajectory_id = :trajectory_id AND detection.digest = :stored;
