-- name: forget_task :exec
-- Deletes a task that no run has.
-- param: task_id INTEGER - row of the task
DELETE FROM task
WHERE id = :task_id
  AND NOT EXISTS (SELECT 1 FROM trajectory WHERE trajectory.task_id = :task_id);
