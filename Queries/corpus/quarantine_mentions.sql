-- name: quarantine_mentions :many
-- Quarantined records in which a text occurs, such as the id of a run.
-- grain: one row per record
-- param: text TEXT - text to look for, by its bytes; NULL = none
-- column: file TEXT
-- column: line INTEGER - from 1: where the record begins
-- column: reason TEXT
-- order: file, line, digest
SELECT file, line, reason
FROM quarantine
WHERE instr(CAST(record AS BLOB), CAST(:text AS BLOB)) > 0
ORDER BY file, line, digest;
