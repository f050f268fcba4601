-- name: load_export_items :many
-- What the lines of an export come from, in their order.
-- grain: one row per item
-- param: export_id INTEGER - row of the export
-- param: first INTEGER = 0 - position to begin with
-- param: limit INTEGER = -1 - rows; negative = all
-- column: kind TEXT
-- column: decision TEXT
-- column: trajectory_sha256 TEXT - 32 bytes, as all digests here
-- column: detection_sha256 TEXT
-- column: attempt_sha256 TEXT
-- column: votes_sha256 TEXT - one behind the other
-- column: other_sha256 TEXT
-- column: confidence REAL 0...1
-- column: weight REAL 0...1
-- column: copies INTEGER
-- order: position
SELECT
  kind, decision, trajectory_sha256, detection_sha256, attempt_sha256, votes_sha256, other_sha256,
  confidence, weight, copies
FROM export_item
WHERE export_id = :export_id AND position >= coalesce(:first, 0)
ORDER BY position
LIMIT coalesce(:limit, -1);
