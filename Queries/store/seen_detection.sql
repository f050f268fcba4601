-- name: seen_detection :optional
-- The detection of a run that a series reads: its own, else that of main.
-- param: trajectory_id INTEGER - run
-- param: config_id INTEGER - detect config
-- param: series TEXT - series
-- column: digest TEXT
SELECT digest
FROM detection
WHERE trajectory_id = :trajectory_id AND config_id = :config_id AND series IN ('main', :series)
ORDER BY series = :series DESC
LIMIT 1;
