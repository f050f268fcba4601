CREATE TABLE export (
  -- A folder of training files that was written.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of body_json
  body_json TEXT NOT NULL,              -- the manifest that stands in the folder, without its last newline
  CONSTRAINT export_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE TABLE export_item (
  -- What an export's lines come from, in their order. Facts are named by the bytes of their digests, not by rows:
  -- the list outlives what it names.
  export_id INTEGER NOT NULL CONSTRAINT export_item_has_export REFERENCES export (id),
  position INTEGER NOT NULL,            -- from 0
  kind TEXT NOT NULL,                   -- hindsight, random_goal, own_goal, success, success_pair
  decision TEXT,                        -- accepted, fallback; NULL: no gate decided
  trajectory_sha256 BLOB NOT NULL,      -- the run that is trained on; of a success_pair, the failed one
  detection_sha256 BLOB,                -- gave the weight; NULL: none did
  attempt_sha256 BLOB,                  -- gave the hindsight goal; NULL: the goal is a run's own
  votes_sha256 BLOB NOT NULL,           -- of the panel on the attempt, one behind the other
  other_sha256 BLOB,                    -- the run whose goal was drawn, or that reached the goal
  confidence REAL,                      -- accepted confidence
  weight REAL NOT NULL,                 -- training weight
  copies INTEGER NOT NULL,              -- how often formats without weights have it
  CONSTRAINT export_item_is_listed_once PRIMARY KEY (export_id, position),
  CONSTRAINT export_item_counts_from_0 CHECK (position >= 0),
  CONSTRAINT export_item_kind_is_known CHECK (kind IN (
    'hindsight', 'random_goal', 'own_goal', 'success', 'success_pair')),
  CONSTRAINT export_item_decision_is_known CHECK (decision IN ('accepted', 'fallback')),
  CONSTRAINT export_item_copies_count_from_0 CHECK (copies >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER export_is_not_updated BEFORE UPDATE ON export
BEGIN SELECT RAISE(ABORT, 'export is append-only'); END;
CREATE TRIGGER export_is_not_deleted BEFORE DELETE ON export
BEGIN SELECT RAISE(ABORT, 'export is append-only'); END;
CREATE TRIGGER export_item_is_not_updated BEFORE UPDATE ON export_item
BEGIN SELECT RAISE(ABORT, 'export_item is append-only'); END;
CREATE TRIGGER export_item_is_not_deleted BEFORE DELETE ON export_item
BEGIN SELECT RAISE(ABORT, 'export_item is append-only'); END;
