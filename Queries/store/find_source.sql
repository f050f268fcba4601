-- name: find_source :optional
-- The row of a file that was read before.
-- param: label TEXT - source label
-- param: format TEXT - importer
-- param: file TEXT - as named by the user
-- column: id INTEGER
SELECT id
FROM source
WHERE label = :label AND format = :format AND file = :file;
