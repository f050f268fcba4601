-- name: find_attempt :optional
-- The stored attempt for a key.
-- param: outcome_id INTEGER - outcome
-- param: config_id INTEGER - config
-- param: series TEXT - series
-- param: k INTEGER - from 1
-- param: goal_index INTEGER - from 0
-- column: id INTEGER
-- column: digest TEXT
SELECT id, digest
FROM attempt
WHERE outcome_id = :outcome_id AND config_id = :config_id AND series = :series AND k = :k
  AND goal_index = :goal_index;
