-- name: calibrated_attempts :many
-- The attempts whose ratings a calibration was fitted to.
-- param: calibration TEXT - digest
-- column: attempt TEXT - digest
-- column: calibration TEXT - its name
-- order: attempt
SELECT attempt.value AS attempt, calibration.name AS calibration
FROM calibration
JOIN json_each(calibration.body_json, '$.attempts') AS attempt
WHERE calibration.digest = :calibration
ORDER BY attempt;
