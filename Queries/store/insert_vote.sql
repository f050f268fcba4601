-- name: insert_vote :exec
-- Stores a judge's vote; one for the same key is left alone.
-- param: digest TEXT - sha256:
-- param: attempt_id INTEGER - attempt
-- param: config_id INTEGER - judge
-- param: series TEXT - series
-- param: valid INTEGER - verdict
-- param: confidence REAL - c_j
-- param: reason TEXT - reason
-- param: status TEXT - status
-- param: extra_json TEXT - unknown keys
-- param: call_id INTEGER - call that gave it; NULL: none
INSERT INTO vote (
  digest,
  attempt_id,
  config_id,
  series,
  valid,
  confidence,
  reason,
  status,
  extra_json,
  call_id
)
VALUES (
  :digest,
  :attempt_id,
  :config_id,
  :series,
  :valid,
  :confidence,
  :reason,
  :status,
  :extra_json,
  :call_id
)
ON CONFLICT DO NOTHING;
