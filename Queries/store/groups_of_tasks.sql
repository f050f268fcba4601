-- name: groups_of_tasks :many
-- Groups of all tasks.
-- grain: one row per task and kind
-- column: task_id INTEGER
-- column: kind TEXT
-- column: value TEXT
-- order: task_id, kind
SELECT task_id, kind, value
FROM task_group
ORDER BY task_id, kind;
