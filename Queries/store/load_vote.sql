-- name: load_vote :optional
-- A judge's vote on an attempt, in one series.
-- param: attempt_id INTEGER - row of the attempt
-- param: config_id INTEGER - judge
-- param: series TEXT - series
-- column: valid INTEGER
-- column: confidence REAL
-- column: status TEXT
SELECT valid, confidence, status
FROM vote
WHERE attempt_id = :attempt_id AND config_id = :config_id AND series = :series;
