-- name: insert_calibration :exec
-- Adds a calibration; one of that name is left alone.
-- param: digest TEXT - sha256: of the name and the body
-- param: name TEXT - what people call it
-- param: body_json TEXT - canonical JSON
INSERT INTO calibration (digest, name, body_json)
VALUES (:digest, :name, :body_json)
ON CONFLICT DO NOTHING;
