-- name: insert_split :exec
-- Adds a split.
-- param: digest TEXT - sha256: of the name and the body
-- param: name TEXT - what people call it
-- param: body_json TEXT - canonical JSON
INSERT INTO split (digest, name, body_json)
VALUES (:digest, :name, :body_json)
ON CONFLICT DO NOTHING;
