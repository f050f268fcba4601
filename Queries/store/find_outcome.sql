-- name: find_outcome :optional
-- The stored answer of stage 2 for a key.
-- param: trajectory_id INTEGER - run
-- param: config_id INTEGER - config
-- param: series TEXT - series
-- column: id INTEGER
-- column: digest TEXT
SELECT id, digest
FROM outcome
WHERE trajectory_id = :trajectory_id AND config_id = :config_id AND series = :series;
