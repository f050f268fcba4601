CREATE TABLE calibration_piece (
  -- The maps of calibrations as the gate reads them. A confidence c in (low, high] becomes high_value where it is high, else
  -- what lies on the line from low_value to high_value; where there is a slope, 1/(1 + exp(−(intercept + slope·c))).
  calibration_id INTEGER NOT NULL CONSTRAINT calibration_piece_has_calibration REFERENCES calibration (id),
  rater TEXT NOT NULL,                  -- digest of the judge; relabeler
  fold INTEGER NOT NULL,                -- of the run's task: the map was fitted to the ratings of the other folds
  high REAL NOT NULL,                   -- 2: from the last break point on
  low REAL NOT NULL,                    -- −1: up to the first break point
  low_value REAL,                       -- NULL: there is a slope
  high_value REAL,
  slope REAL,                           -- NULL: a line
  intercept REAL,
  CONSTRAINT calibration_piece_is_one PRIMARY KEY (calibration_id, rater, fold, high)
) STRICT, WITHOUT ROWID;

CREATE VIEW calibration_body_piece AS
-- What the bodies of calibrations say, as calibration_piece keeps it. Where the other folds have no ratings, the map that was
-- fitted to all stands in.
WITH map AS (
  SELECT
    calibration.id AS calibration_id,
    json_extract(rater.value, '$.rater') AS rater,
    fold.key AS fold,
    iif(fold.type = 'null', json_extract(rater.value, '$.map'), fold.value) AS body
  FROM calibration
  JOIN json_each(calibration.body_json, '$.maps') AS rater
  JOIN json_each(rater.value, '$.folds') AS fold
),
-- Break points, in the order in which they stand.
point AS (
  SELECT
    map.calibration_id,
    map.rater,
    map.fold,
    point.key AS place,
    point.value AS confidence,
    json_extract(map.body, '$.values[' || point.key || ']') AS value
  FROM map
  JOIN json_each(map.body, '$.confidences') AS point
),
line AS (
  SELECT
    *,
    coalesce(lag(confidence) OVER ascending, -1) AS low,
    coalesce(lag(value) OVER ascending, value) AS low_value,
    lead(place) OVER ascending IS NULL AS is_last
  FROM point
  WINDOW ascending AS (PARTITION BY calibration_id, rater, fold ORDER BY place)
)
SELECT
  calibration_id, rater, fold, confidence AS high, low, low_value, value AS high_value,
  NULL AS slope, NULL AS intercept
FROM line
UNION ALL
SELECT calibration_id, rater, fold, 2, confidence, value, value, NULL, NULL
FROM line
WHERE is_last
UNION ALL
SELECT
  calibration_id, rater, fold, 2, -1, NULL, NULL, json_extract(body, '$.slope'),
  json_extract(body, '$.intercept')
FROM map
WHERE json_extract(body, '$.kind') = 'platt';

INSERT INTO calibration_piece (
  calibration_id, rater, fold, high, low, low_value, high_value, slope, intercept
)
SELECT
  calibration_id, rater, fold, high, low, low_value, high_value, slope, intercept
FROM calibration_body_piece;

-- However a calibration comes in, it brings its pieces along.
CREATE TRIGGER calibration_has_pieces AFTER INSERT ON calibration
BEGIN
  INSERT INTO calibration_piece (
    calibration_id, rater, fold, high, low, low_value, high_value, slope, intercept
  )
  SELECT
    calibration_id, rater, fold, high, low, low_value, high_value, slope, intercept
  FROM calibration_body_piece
  WHERE calibration_id = new.id;
END;

CREATE TRIGGER calibration_piece_is_not_updated BEFORE UPDATE ON calibration_piece
BEGIN SELECT RAISE(ABORT, 'calibration_piece is append-only'); END;
CREATE TRIGGER calibration_piece_is_not_deleted BEFORE DELETE ON calibration_piece
BEGIN SELECT RAISE(ABORT, 'calibration_piece is append-only'); END;

CREATE VIEW calibration_fold AS
-- The fold of each run, by its task, the same in every database: the last eight hexadecimal digits of the digest as a
-- number, modulo 5. As 16 leaves 1 behind, it is the sum of the digits that counts.
SELECT
  trajectory_id,
  (
    instr('123456789abcdef', substr(digest, -1, 1)) + instr('123456789abcdef', substr(digest, -2, 1))
    + instr('123456789abcdef', substr(digest, -3, 1)) + instr('123456789abcdef', substr(digest, -4, 1))
    + instr('123456789abcdef', substr(digest, -5, 1)) + instr('123456789abcdef', substr(digest, -6, 1))
    + instr('123456789abcdef', substr(digest, -7, 1)) + instr('123456789abcdef', substr(digest, -8, 1))
  ) % 5 AS fold
FROM (
  SELECT trajectory.id AS trajectory_id, coalesce(task.digest, trajectory.digest) AS digest
  FROM trajectory
  LEFT JOIN task ON task.id = trajectory.task_id
);
