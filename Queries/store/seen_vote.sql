-- name: seen_vote :optional
-- A judge's vote on an attempt that a series reads: its own, else that of main.
-- param: attempt_id INTEGER - row of the attempt
-- param: config_id INTEGER - judge
-- param: series TEXT - series
-- column: digest TEXT
SELECT digest
FROM vote
WHERE attempt_id = :attempt_id AND config_id = :config_id AND series IN ('main', :series)
ORDER BY series = :series DESC
LIMIT 1;
