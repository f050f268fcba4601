-- name: load_evaluations :many
-- Recorded results of some arms.
-- param: arms JSON - array of digests
-- column: arm TEXT - digest
-- column: benchmark TEXT
-- column: split TEXT
-- column: model TEXT
-- column: metric TEXT
-- column: round INTEGER
-- column: seed INTEGER
-- column: export_sha256 TEXT
-- column: task TEXT
-- column: value REAL
-- order: digest
SELECT
  arm.digest AS arm,
  evaluation.benchmark,
  evaluation.split,
  evaluation.model,
  evaluation.metric,
  evaluation.round,
  evaluation.seed,
  evaluation.export_sha256,
  evaluation.task,
  evaluation.value
FROM json_each(:arms) AS asked
JOIN arm ON arm.digest = asked.value
JOIN evaluation ON evaluation.arm_id = arm.id
ORDER BY evaluation.digest;
