-- name: load_calibration_pieces :many
-- The maps of a calibration.
-- param: calibration TEXT - digest
-- column: rater TEXT - digest of the judge; relabeler
-- column: fold INTEGER 0...4
-- column: high REAL - included
-- column: low REAL - excluded
-- column: low_value REAL
-- column: high_value REAL
-- column: slope REAL - NULL: a line
-- column: intercept REAL
-- order: rater, fold, high
SELECT
  piece.rater, piece.fold, piece.high, piece.low, piece.low_value, piece.high_value, piece.slope,
  piece.intercept
FROM calibration
JOIN calibration_piece AS piece ON piece.calibration_id = calibration.id
WHERE calibration.digest = :calibration
ORDER BY piece.rater, piece.fold, piece.high;
