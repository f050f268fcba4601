-- name: frame_names :many
-- Names of the annotation frames.
-- column: name TEXT
-- order: name
SELECT DISTINCT name
FROM annotation_frame
ORDER BY name;
