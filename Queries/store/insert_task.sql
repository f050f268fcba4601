-- name: insert_task :exec
-- Stores a task; one that is known already is left alone.
-- param: digest TEXT - sha256: of the other fields and the groups
-- param: task_key TEXT - the source's name
-- param: benchmark TEXT - benchmark
-- param: domain TEXT - domain
INSERT INTO task (
  digest,
  task_key,
  benchmark,
  domain
)
VALUES (
  :digest,
  :task_key,
  :benchmark,
  :domain
)
ON CONFLICT DO NOTHING;
