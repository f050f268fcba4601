-- name: find_trajectories_by_id :many
-- Runs that a source's id means, with their labels.
-- param: external_id TEXT - the source's id
-- param: label TEXT - source label; NULL = all labels
-- column: id INTEGER
-- column: digest TEXT
-- column: label TEXT
-- order: label, digest
SELECT trajectory.id, trajectory.digest, source.label
FROM trajectory
JOIN source ON source.id = trajectory.source_id
WHERE trajectory.external_id = :external_id AND (:label IS NULL OR source.label = :label)
ORDER BY source.label, trajectory.digest;
