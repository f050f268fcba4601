-- name: find_outcomes_of_trajectory :many
-- All outcomes of a run, by config and series.
-- param: trajectory_id INTEGER - run
-- column: id INTEGER
-- column: digest TEXT
-- column: config_id INTEGER
-- column: series TEXT
-- order: digest
SELECT id, digest, config_id, series
FROM outcome
WHERE trajectory_id = :trajectory_id
ORDER BY digest;
