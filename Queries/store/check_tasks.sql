-- name: check_tasks :many
-- Tasks with what their digests are made of, but for the groups.
-- column: id INTEGER
-- column: digest TEXT
-- column: task_key TEXT
-- column: benchmark TEXT
-- column: domain TEXT
-- order: id
SELECT id, digest, task_key, benchmark, domain
FROM task
ORDER BY id;
