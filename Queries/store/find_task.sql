-- name: find_task :optional
-- A task by its digest.
-- param: digest TEXT - sha256:
-- column: id INTEGER
SELECT id
FROM task
WHERE digest = :digest;
