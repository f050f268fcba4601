-- name: log_evaluations :many
-- Recorded results.
-- column: digest TEXT
-- column: arm TEXT - digest
-- column: export_sha256 TEXT
-- column: benchmark TEXT
-- column: split TEXT
-- column: model TEXT
-- column: seed INTEGER
-- column: task TEXT
-- column: metric TEXT
-- column: value REAL
-- column: n INTEGER
-- column: round INTEGER
-- column: extra_json TEXT
-- order: digest
SELECT
  evaluation.digest,
  arm.digest AS arm,
  evaluation.export_sha256,
  evaluation.benchmark,
  evaluation.split,
  evaluation.model,
  evaluation.seed,
  evaluation.task,
  evaluation.metric,
  evaluation.value,
  evaluation.n,
  evaluation.round,
  evaluation.extra_json
FROM evaluation
JOIN arm ON arm.id = evaluation.arm_id
ORDER BY evaluation.digest;
