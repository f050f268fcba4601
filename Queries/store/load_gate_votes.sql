-- name: load_gate_votes :many
-- What gates read of a judge's votes in a series, on attempts with ids in a range.
-- grain: one row per vote
-- param: config_id INTEGER - judge
-- param: series TEXT - series
-- param: first INTEGER - least attempt
-- param: last INTEGER - greatest attempt
-- column: attempt_id INTEGER
-- column: state INTEGER - 1 without a result, 2 not valid, 3 valid
-- column: confidence REAL 0...1
-- order: attempt_id
SELECT
  attempt_id,
  CASE WHEN status <> 'ok' OR confidence IS NULL THEN 1 ELSE 2 + coalesce(valid, 0) END AS state,
  confidence
FROM vote
WHERE config_id = :config_id AND series = :series
  AND attempt_id BETWEEN :first AND :last
ORDER BY attempt_id;
