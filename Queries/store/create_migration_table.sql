-- name: create_migration_table :exec
-- The table that records which migrations a file has seen; made before the first one.
CREATE TABLE IF NOT EXISTS migration (
  -- Migrations that were applied, with the checksum of the file that was run.
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,                 -- sha256: of the file
  applied_at TEXT NOT NULL              -- UTC
) STRICT;
