-- name: load_gate_attempts :many
-- What gates read of the attempts of a config and series, on outcomes with ids in a range.
-- grain: one row per attempt
-- param: config_id INTEGER - relabel config
-- param: series TEXT - series
-- param: first INTEGER - least outcome
-- param: last INTEGER - greatest outcome
-- param: attempts INTEGER - K: further attempts are left out
-- column: id INTEGER
-- column: outcome_id INTEGER
-- column: k INTEGER
-- column: state INTEGER - 1 without a result, 2 not valid, 3 valid
-- column: confidence REAL 0...1
-- order: outcome_id, k
SELECT
  id,
  outcome_id,
  k,
  CASE WHEN status <> 'ok' OR confidence IS NULL OR valid IS NULL THEN 1 ELSE 2 + valid END AS state,
  confidence
FROM attempt
WHERE config_id = :config_id AND series = :series
  AND outcome_id BETWEEN :first AND :last AND goal_index = 0 AND k <= :attempts
ORDER BY outcome_id, k;
