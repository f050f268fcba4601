-- name: quarantined_at :many
-- The quarantined records of one place.
-- param: file TEXT - file
-- param: line INTEGER - from 1
-- column: id INTEGER
-- column: reason TEXT
-- column: record TEXT - the record; a blob where it is no UTF-8
-- order: digest
SELECT id, reason, record
FROM quarantine
WHERE file = :file AND line = :line
ORDER BY digest;
