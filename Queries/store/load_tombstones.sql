-- name: load_tombstones :many
-- All tombstones.
-- column: kind TEXT
-- column: digest TEXT
-- column: id_digest TEXT
-- column: reason TEXT
-- column: forgotten_at TEXT
-- order: digest, kind
SELECT kind, digest, id_digest, reason, forgotten_at
FROM tombstone
ORDER BY digest, kind;
