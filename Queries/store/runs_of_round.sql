-- name: runs_of_round :many
-- The runs of a round of redeployment.
-- grain: one row per run
-- param: round INTEGER - NULL = those whose source states none
-- column: id INTEGER
-- order: id
SELECT id
FROM trajectory
WHERE round IS :round
ORDER BY id;
