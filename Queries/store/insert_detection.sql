-- name: insert_detection :exec
-- Stores an answer of stage 1; one for the same key is left alone.
-- param: digest TEXT - sha256:
-- param: trajectory_id INTEGER - run
-- param: config_id INTEGER - config
-- param: series TEXT - series
-- param: is_failure INTEGER - flag
-- param: failure_type TEXT - φ
-- param: severity REAL - v
-- param: weight REAL - w
-- param: recoverable INTEGER - r
-- param: explanation TEXT - explanation
-- param: extra_json TEXT - unknown keys
-- param: call_id INTEGER - call that gave it; NULL: none
INSERT INTO detection (
  digest,
  trajectory_id,
  config_id,
  series,
  is_failure,
  failure_type,
  severity,
  weight,
  recoverable,
  explanation,
  extra_json,
  call_id
)
VALUES (
  :digest,
  :trajectory_id,
  :config_id,
  :series,
  :is_failure,
  :failure_type,
  :severity,
  :weight,
  :recoverable,
  :explanation,
  :extra_json,
  :call_id
)
ON CONFLICT DO NOTHING;
