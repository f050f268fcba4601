-- name: find_vote :optional
-- The stored vote for a key.
-- param: attempt_id INTEGER - attempt
-- param: config_id INTEGER - judge
-- param: series TEXT - series
-- column: id INTEGER
-- column: digest TEXT
SELECT id, digest
FROM vote
WHERE attempt_id = :attempt_id AND config_id = :config_id AND series = :series;
