CREATE TABLE split (
  -- A partition of runs into parts, frozen once made: later runs are added, none is moved.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of the name and the body
  name TEXT NOT NULL,
  body_json TEXT NOT NULL,              -- canonical JSON: parts, seed, kinds of groups, folds, fixed lists
  CONSTRAINT split_digest_is_unique UNIQUE (digest),
  CONSTRAINT split_name_is_unique UNIQUE (name)
) STRICT;

CREATE TABLE split_member (
  split_id INTEGER NOT NULL CONSTRAINT split_member_has_split REFERENCES split (id),
  trajectory_id INTEGER NOT NULL CONSTRAINT split_member_has_run REFERENCES trajectory (id),
  part TEXT NOT NULL,
  fold INTEGER,                         -- from 0; NULL: the split has no folds
  group_key TEXT NOT NULL,              -- of the run's connected component when it was added
  digest TEXT NOT NULL,                 -- sha256: of the split's and the run's digest, part, fold and group key
  CONSTRAINT split_member_is_in_one_part PRIMARY KEY (split_id, trajectory_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX split_member_by_run ON split_member (trajectory_id);

CREATE TRIGGER split_is_not_updated BEFORE UPDATE ON split
BEGIN SELECT RAISE(ABORT, 'split is append-only'); END;
CREATE TRIGGER split_is_not_deleted BEFORE DELETE ON split
BEGIN SELECT RAISE(ABORT, 'split is append-only'); END;
CREATE TRIGGER split_member_is_not_updated BEFORE UPDATE ON split_member
BEGIN SELECT RAISE(ABORT, 'split_member is append-only'); END;
-- A member is deleted only with a run that has a tombstone.
CREATE TRIGGER split_member_is_not_deleted BEFORE DELETE ON split_member
WHEN NOT EXISTS (
  SELECT 1
  FROM trajectory
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE trajectory.id = old.trajectory_id)
BEGIN SELECT RAISE(ABORT, 'split_member is append-only'); END;
