-- name: check_quarantine :many
-- Quarantined records with what their digests are made of.
-- column: digest TEXT
-- column: label TEXT
-- column: file TEXT
-- column: line INTEGER
-- column: reason TEXT
-- column: record TEXT - the record; a blob where it is no UTF-8
-- order: id
SELECT digest, label, file, line, reason, record
FROM quarantine
ORDER BY id;
