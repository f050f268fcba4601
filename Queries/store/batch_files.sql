-- name: batch_files :many
-- Names of the batch files that requests stand in.
-- column: file TEXT
-- order: file
SELECT DISTINCT file
FROM batch_request
WHERE file IS NOT NULL
ORDER BY file;
