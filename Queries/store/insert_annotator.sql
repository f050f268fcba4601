-- name: insert_annotator :exec
-- Stores who rates; a known one is left alone.
-- param: name TEXT - name
INSERT INTO annotator (
  name
)
VALUES (
  :name
)
ON CONFLICT DO NOTHING;
