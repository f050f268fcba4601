-- name: digest_of_detection :optional
-- Digest of the detection of a run, in one series.
-- param: trajectory_id INTEGER - run
-- param: config_id INTEGER - detect config
-- param: series TEXT - series
-- column: digest TEXT
SELECT digest
FROM detection
WHERE trajectory_id = :trajectory_id AND config_id = :config_id AND series = :series;
