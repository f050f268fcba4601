-- name: find_evaluation :optional
-- The stored result for a key; what is not stated is the same as itself.
-- param: arm_id INTEGER - arm
-- param: export_sha256 TEXT - sha256: of the training file
-- param: benchmark TEXT - benchmark
-- param: split TEXT - split
-- param: model TEXT - model
-- param: seed INTEGER - seed
-- param: task TEXT - task
-- param: metric TEXT - metric
-- param: round INTEGER - round
-- column: id INTEGER
-- column: digest TEXT
SELECT id, digest
FROM evaluation
WHERE arm_id = :arm_id AND metric = :metric
  AND coalesce(benchmark, '') = coalesce(:benchmark, '')
  AND coalesce(split, '') = coalesce(:split, '')
  AND coalesce(model, '') = coalesce(:model, '')
  AND coalesce(seed, '') = coalesce(:seed, '')
  AND coalesce(task, '') = coalesce(:task, '')
  AND coalesce(round, '') = coalesce(:round, '')
  AND coalesce(export_sha256, '') = coalesce(:export_sha256, '');
