-- name: calibrations_named :many
-- Calibrations that a name means.
-- param: name TEXT - name or digest; NULL = all
-- column: name TEXT
-- column: digest TEXT
-- order: name
SELECT name, digest
FROM calibration
WHERE :name IS NULL OR :name IN (name, digest)
ORDER BY name;
