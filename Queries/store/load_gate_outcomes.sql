-- name: load_gate_outcomes :many
-- The outcomes of a config and series, on runs with ids in a range.
-- grain: one row per outcome
-- param: config_id INTEGER - extract config
-- param: series TEXT - series
-- param: first INTEGER - least run
-- param: last INTEGER - greatest run
-- column: id INTEGER
-- column: trajectory_id INTEGER
-- order: trajectory_id
SELECT id, trajectory_id
FROM outcome
WHERE config_id = :config_id AND series = :series AND trajectory_id BETWEEN :first AND :last
ORDER BY trajectory_id;
