-- name: load_gate_outcomes :many
-- The outcomes of a config and series.
-- grain: one row per outcome
-- param: config_id INTEGER - extract config
-- param: series TEXT - series
-- column: id INTEGER
-- column: trajectory_id INTEGER
-- order: trajectory_id
SELECT id, trajectory_id
FROM outcome
WHERE config_id = :config_id AND series = :series
ORDER BY trajectory_id;
