-- name: tombstones :many
-- What was forgotten with 'db forget', when and why.
-- grain: one row per tombstone
-- column: kind TEXT - trajectory, quarantine
-- column: digest TEXT - of the run, or of the quarantined record
-- column: reason TEXT
-- column: forgotten_at TEXT - UTC
-- order: forgotten_at, digest, kind
SELECT kind, digest, reason, forgotten_at
FROM tombstone
ORDER BY forgotten_at, digest, kind;
