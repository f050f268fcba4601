-- name: load_round_tasks :many
-- The round and the task of every run.
-- grain: one row per run
-- column: id INTEGER
-- column: round INTEGER - NULL: the source states none
-- column: task_id INTEGER - NULL: the source states none
-- order: id
SELECT id, round, task_id
FROM trajectory
ORDER BY id;
