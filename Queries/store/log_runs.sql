-- name: log_runs :many
-- Runs in the order in which a dump has them.
-- column: id INTEGER
-- column: digest TEXT
-- column: external_id TEXT
-- column: label TEXT
-- column: format TEXT
-- column: file TEXT
-- order: digest
SELECT
  trajectory.id,
  trajectory.digest,
  trajectory.external_id,
  source.label,
  source.format,
  source.file
FROM trajectory
JOIN source ON source.id = trajectory.source_id
ORDER BY trajectory.digest;
