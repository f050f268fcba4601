-- name: find_calibration :optional
-- A calibration by its name.
-- param: name TEXT - what people call it
-- column: id INTEGER
-- column: digest TEXT
-- column: body_json TEXT
SELECT id, digest, body_json
FROM calibration
WHERE name = :name;
