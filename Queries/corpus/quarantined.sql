-- name: quarantined :many
-- Records that could not be taken, and why.
-- grain: one row per bad record
-- column: file TEXT
-- column: line INTEGER - from 1: where the record begins
-- column: format TEXT
-- column: label TEXT
-- column: reason TEXT
-- column: record TEXT - its first 200 characters
-- order: file, line, reason, digest
SELECT file, line, format, label, reason, substr(CAST(record AS TEXT), 1, 200) AS record
FROM quarantine
ORDER BY file, line, reason, digest;
