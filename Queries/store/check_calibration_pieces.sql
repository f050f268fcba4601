-- name: check_calibration_pieces :one
-- Whether the maps that the gate reads are those of the calibrations' bodies.
-- column: total INTEGER - pieces
-- column: different INTEGER - those that one side has alone
WITH kept AS (
  SELECT calibration_id, rater, fold, high, low, low_value, high_value, slope, intercept
  FROM calibration_piece
),
meant AS (
  SELECT
    calibration_id, rater, fold, CAST(high AS REAL), CAST(low AS REAL), CAST(low_value AS REAL),
    CAST(high_value AS REAL), CAST(slope AS REAL), CAST(intercept AS REAL)
  FROM calibration_body_piece
)
SELECT
  (SELECT count(*) FROM kept) AS total,
  (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM meant))
    + (SELECT count(*) FROM (SELECT * FROM meant EXCEPT SELECT * FROM kept)) AS different;
