-- name: load_calibration_folds :many
-- The folds of the runs that did not succeed, as far as their sources say.
-- column: trajectory_id INTEGER
-- column: fold INTEGER 0...4
-- order: trajectory_id
SELECT calibration_fold.trajectory_id, calibration_fold.fold
FROM calibration_fold
JOIN trajectory ON trajectory.id = calibration_fold.trajectory_id
WHERE trajectory.success IS NOT 1
ORDER BY calibration_fold.trajectory_id;
