-- name: insert_migration :exec
-- Records a migration that was applied.
-- param: version INTEGER - from 1
-- param: name TEXT - file name without .sql
-- param: digest TEXT - sha256: of the file
-- param: applied_at TEXT - UTC
INSERT INTO migration (version, name, digest, applied_at)
VALUES (:version, :name, :digest, :applied_at);
