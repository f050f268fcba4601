-- name: insert_evaluation :exec
-- Stores what a model scored; one for the same key is left alone.
-- param: digest TEXT - sha256:
-- param: arm_id INTEGER - arm
-- param: export_sha256 TEXT - sha256: of the training file
-- param: benchmark TEXT - benchmark
-- param: split TEXT - split
-- param: model TEXT - model
-- param: seed INTEGER - seed
-- param: task TEXT - task
-- param: metric TEXT - metric
-- param: round INTEGER - round
-- param: value REAL - a share
-- param: n INTEGER - trials
-- param: extra_json TEXT - unknown keys
INSERT INTO evaluation (
  digest,
  arm_id,
  export_sha256,
  benchmark,
  split,
  model,
  seed,
  task,
  metric,
  round,
  value,
  n,
  extra_json
)
VALUES (
  :digest,
  :arm_id,
  :export_sha256,
  :benchmark,
  :split,
  :model,
  :seed,
  :task,
  :metric,
  :round,
  :value,
  :n,
  :extra_json
)
ON CONFLICT DO NOTHING;
