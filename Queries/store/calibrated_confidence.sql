-- name: calibrated_confidence :optional
-- What a calibration makes of a confidence; a rater without a map has no row.
-- param: calibration TEXT - digest
-- param: trajectory_id INTEGER - run that it is about
-- param: rater TEXT - digest of the judge; relabeler
-- param: confidence REAL - as it was given
-- column: confidence REAL 0...1
SELECT
  CASE
    WHEN piece.slope IS NOT NULL THEN 1 / (1 + exp(-(piece.intercept + piece.slope * :confidence)))
    WHEN :confidence = piece.high THEN piece.high_value
    ELSE min(piece.high_value, max(piece.low_value, piece.low_value
      + (:confidence - piece.low) / (piece.high - piece.low) * (piece.high_value - piece.low_value)))
  END AS confidence
FROM calibration
JOIN calibration_fold ON calibration_fold.trajectory_id = :trajectory_id
JOIN calibration_piece AS piece ON piece.calibration_id = calibration.id AND piece.rater = :rater
  AND piece.fold = calibration_fold.fold AND piece.high >= :confidence
WHERE calibration.digest = :calibration
ORDER BY piece.high
LIMIT 1;
