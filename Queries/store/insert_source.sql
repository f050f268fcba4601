-- name: insert_source :exec
-- Records a file that is read; one that is known already is left alone.
-- param: label TEXT - source label
-- param: format TEXT - importer
-- param: file TEXT - as named by the user
INSERT INTO source (
  label,
  format,
  file
)
VALUES (
  :label,
  :format,
  :file
)
ON CONFLICT DO NOTHING;
