-- name: insert_task_group :exec
-- Stores one group of a task.
-- param: task_id INTEGER - task
-- param: kind TEXT - template, site, …
-- param: value TEXT - group
INSERT INTO task_group (
  task_id,
  kind,
  value
)
VALUES (
  :task_id,
  :kind,
  :value
)
ON CONFLICT DO NOTHING;
