-- name: insert_export_item :exec
-- Adds what a line of an export comes from; one that is there is left alone.
-- param: export_id INTEGER - row of the export
-- param: position INTEGER - from 0
-- param: kind TEXT - hindsight, random_goal, own_goal, success, success_pair
-- param: decision TEXT - accepted, fallback; NULL = no gate decided
-- param: trajectory_sha256 TEXT - 32 bytes
-- param: detection_sha256 TEXT - 32 bytes
-- param: attempt_sha256 TEXT - 32 bytes
-- param: votes_sha256 TEXT - 32 bytes each
-- param: other_sha256 TEXT - 32 bytes
-- param: confidence REAL - accepted confidence
-- param: weight REAL - training weight
-- param: copies INTEGER - from 0
INSERT INTO export_item (
  export_id, position, kind, decision, trajectory_sha256, detection_sha256, attempt_sha256,
  votes_sha256, other_sha256, confidence, weight, copies)
VALUES (
  :export_id, :position, :kind, :decision, :trajectory_sha256, :detection_sha256, :attempt_sha256,
  :votes_sha256, :other_sha256, :confidence, :weight, :copies)
ON CONFLICT DO NOTHING;
