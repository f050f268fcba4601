-- name: log_sources :many
-- Files that were read.
-- column: label TEXT
-- column: format TEXT
-- column: file TEXT
-- order: label, format, file
SELECT label, format, file
FROM source
ORDER BY label, format, file;
