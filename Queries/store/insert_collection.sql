-- name: insert_collection :exec
-- Stores why a collection ended; the same one is left alone.
-- param: digest TEXT - sha256:
-- param: outcome_id INTEGER - outcome
-- param: config_id INTEGER - relabel config
-- param: series TEXT - series
-- param: panel_json TEXT - array of digests
-- param: theta0 REAL - θ₀
-- param: attempts_max INTEGER - K
-- param: mode TEXT - lazy or exhaustive
-- param: stop_reason TEXT - why it stopped
-- param: extra_json TEXT - unknown keys
INSERT INTO collection (
  digest,
  outcome_id,
  config_id,
  series,
  panel_json,
  theta0,
  attempts_max,
  mode,
  stop_reason,
  extra_json
)
VALUES (
  :digest,
  :outcome_id,
  :config_id,
  :series,
  :panel_json,
  :theta0,
  :attempts_max,
  :mode,
  :stop_reason,
  :extra_json
)
ON CONFLICT DO NOTHING;
