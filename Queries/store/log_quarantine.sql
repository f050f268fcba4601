-- name: log_quarantine :many
-- Quarantined records.
-- column: digest TEXT
-- column: label TEXT
-- column: format TEXT
-- column: file TEXT
-- column: line INTEGER
-- column: reason TEXT
-- column: record TEXT - the record; a blob where it is no UTF-8
-- column: id INTEGER
-- order: digest
SELECT digest, label, format, file, line, reason, record, id
FROM quarantine
ORDER BY digest;
