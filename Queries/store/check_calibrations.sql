-- name: check_calibrations :many
-- Calibrations with what their digests are made of.
-- column: digest TEXT
-- column: name TEXT
-- column: body_json TEXT
-- order: name
SELECT digest, name, body_json
FROM calibration
ORDER BY name;
