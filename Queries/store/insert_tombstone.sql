-- name: insert_tombstone :exec
-- Records that a run or a quarantined record is forgotten; once is enough.
-- param: kind TEXT - trajectory or quarantine
-- param: digest TEXT - sha256: of the run, or of the record
-- param: id_digest TEXT - sha256: of the run's id
-- param: reason TEXT - reason
-- param: forgotten_at TEXT - UTC
INSERT INTO tombstone (kind, digest, id_digest, reason, forgotten_at)
VALUES (:kind, :digest, :id_digest, :reason, :forgotten_at)
ON CONFLICT DO NOTHING;
