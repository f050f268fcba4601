-- name: find_annotator :optional
-- An annotator by name.
-- param: name TEXT - name
-- column: id INTEGER
SELECT id
FROM annotator
WHERE name = :name;
