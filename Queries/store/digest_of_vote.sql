-- name: digest_of_vote :optional
-- Digest of a judge's vote on an attempt, in one series.
-- param: attempt_id INTEGER - row of the attempt
-- param: config_id INTEGER - judge
-- param: series TEXT - series
-- column: digest TEXT
SELECT digest
FROM vote
WHERE attempt_id = :attempt_id AND config_id = :config_id AND series = :series;
