-- name: find_frames_by_name :many
-- Annotation frames that a name means.
-- param: name TEXT - name
-- column: id INTEGER
-- column: digest TEXT
-- order: digest
SELECT id, digest
FROM annotation_frame
WHERE name = :name
ORDER BY digest;
