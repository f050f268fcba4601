-- name: greatest_attempt :one
-- The greatest k that is recorded under a config, up to a K.
-- grain: one row
-- param: config_id INTEGER - relabel config
-- param: attempts INTEGER - K
-- column: k INTEGER - NULL: no attempt is recorded
SELECT max(k) AS k
FROM attempt
WHERE config_id = :config_id AND goal_index = 0 AND k <= :attempts;
