-- name: digest_of_run :optional
-- Digest of a run.
-- param: id INTEGER - row of the run
-- column: digest TEXT
SELECT digest
FROM trajectory
WHERE id = :id;
