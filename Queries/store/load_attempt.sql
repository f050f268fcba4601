-- name: load_attempt :optional
-- The attempt k of an outcome, in one series.
-- param: outcome_id INTEGER - row of the outcome
-- param: config_id INTEGER - relabel config
-- param: series TEXT - series
-- param: k INTEGER - from 1
-- column: id INTEGER
-- column: digest TEXT
-- column: hindsight_goal TEXT
-- column: valid INTEGER
-- column: confidence REAL
-- column: status TEXT
SELECT id, digest, hindsight_goal, valid, confidence, status
FROM attempt
WHERE outcome_id = :outcome_id AND config_id = :config_id AND series = :series AND k = :k
  AND goal_index = 0;
