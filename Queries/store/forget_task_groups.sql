-- name: forget_task_groups :exec
-- Deletes the groups of a task that no run has.
-- param: task_id INTEGER - row of the task
DELETE FROM task_group
WHERE task_id = :task_id
  AND NOT EXISTS (SELECT 1 FROM trajectory WHERE trajectory.task_id = :task_id);
