-- name: load_success_items :many
-- The successful runs S, in the order of exports.
-- grain: one row per run whose source says that it succeeded
-- column: trajectory_id INTEGER
-- column: digest TEXT
-- order: external_id, label and digest
SELECT trajectory.id AS trajectory_id, trajectory.digest
FROM trajectory
JOIN source ON source.id = trajectory.source_id
WHERE trajectory.success = 1
ORDER BY trajectory.external_id, source.label, trajectory.digest;
