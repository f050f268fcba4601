-- name: check_trajectories :many
-- Runs, to read each with its steps.
-- column: id INTEGER
-- column: external_id TEXT
-- column: digest TEXT
-- order: id
SELECT id, external_id, digest
FROM trajectory
ORDER BY id;
