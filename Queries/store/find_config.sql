-- name: find_config :optional
-- A config by its digest.
-- param: digest TEXT - sha256:
-- column: id INTEGER
-- column: digest TEXT
-- column: stage TEXT
SELECT id, digest, stage
FROM stage_config
WHERE digest = :digest;
