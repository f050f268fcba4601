-- name: corpus_quarantine :many
-- Records that could not be taken, by file; 'quarantined' lists them.
-- grain: one row per source label, format and file
-- column: source TEXT - label
-- column: format TEXT
-- column: file TEXT
-- column: records INTEGER
-- column: first_line INTEGER - from 1: where the first of them begins
-- column: reason TEXT - of the first
-- order: source, format, file
SELECT
  bad.label AS source,
  bad.format,
  bad.file,
  count(*) AS records,
  min(bad.line) AS first_line,
  (
    SELECT min(quarantine.reason)
    FROM quarantine
    WHERE quarantine.file = bad.file AND quarantine.line = min(bad.line)
      AND quarantine.label = bad.label AND quarantine.format = bad.format
  ) AS reason
FROM quarantine AS bad
GROUP BY bad.label, bad.format, bad.file
ORDER BY source, bad.format, bad.file;
