-- name: calibrations :many
-- Stored calibrations, rater by rater.
-- grain: one row per calibration and rater
-- column: name TEXT
-- column: rater TEXT - the relabeler, or a judge's name
-- column: rated INTEGER - attempts that its map was fitted to
-- column: kind TEXT - isotonic, platt
-- column: folds INTEGER - parts that it is cross-fitted over
-- column: relabel_config TEXT - digest
-- column: digest TEXT - of the calibration
-- order: name, place of the rater
SELECT
  calibration.name,
  json_extract(fitted.value, '$.name') AS rater,
  json_extract(fitted.value, '$.rated') AS rated,
  json_extract(fitted.value, '$.map.kind') AS kind,
  json_array_length(fitted.value, '$.folds') AS folds,
  json_extract(calibration.body_json, '$.relabel_config') AS relabel_config,
  calibration.digest
FROM calibration
JOIN json_each(calibration.body_json, '$.maps') AS fitted
ORDER BY calibration.name, fitted.key;
