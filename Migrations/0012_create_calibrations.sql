CREATE TABLE calibration (
  -- Maps from the confidences of raters to shares of valid pairs, as ratings had it. The digest is the version: a name
  -- stands for what it was first given to.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of the name and the body
  name TEXT NOT NULL,
  body_json TEXT NOT NULL,              -- canonical JSON: configs, maps by rater and fold, attempts they were fitted to
  CONSTRAINT calibration_digest_is_unique UNIQUE (digest),
  CONSTRAINT calibration_name_is_unique UNIQUE (name)
) STRICT;

CREATE TRIGGER calibration_is_not_updated BEFORE UPDATE ON calibration
BEGIN SELECT RAISE(ABORT, 'calibration is append-only'); END;
CREATE TRIGGER calibration_is_not_deleted BEFORE DELETE ON calibration
BEGIN SELECT RAISE(ABORT, 'calibration is append-only'); END;
