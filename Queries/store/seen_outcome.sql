-- name: seen_outcome :optional
-- The outcome of a run that a series reads: its own, else that of main.
-- param: trajectory_id INTEGER - run
-- param: config_id INTEGER - extract config
-- param: series TEXT - series
-- column: id INTEGER
SELECT id
FROM outcome
WHERE trajectory_id = :trajectory_id AND config_id = :config_id AND series IN ('main', :series)
ORDER BY series = :series DESC
LIMIT 1;
