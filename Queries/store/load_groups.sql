-- name: load_groups :many
-- The groups of one task.
-- param: task_id INTEGER - row of the task
-- column: kind TEXT
-- column: value TEXT
-- order: kind
SELECT kind, value
FROM task_group
WHERE task_id = :task_id
ORDER BY kind;
