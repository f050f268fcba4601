-- name: insert_annotation :exec
-- Stores a verdict; one for the same key is left alone.
-- param: digest TEXT - sha256:
-- param: attempt_id INTEGER - attempt; NULL = it is about a detection
-- param: detection_id INTEGER - detection; NULL = it is about an attempt
-- param: annotator_id INTEGER - annotator
-- param: seq INTEGER - from 1
-- param: verdict TEXT - verdict
-- param: category TEXT - category
-- param: note TEXT - note
-- param: frame_id INTEGER - frame
-- param: extra_json TEXT - unknown keys
INSERT INTO annotation (
  digest,
  attempt_id,
  detection_id,
  annotator_id,
  seq,
  verdict,
  category,
  note,
  frame_id,
  extra_json
)
VALUES (
  :digest,
  :attempt_id,
  :detection_id,
  :annotator_id,
  :seq,
  :verdict,
  :category,
  :note,
  :frame_id,
  :extra_json
)
ON CONFLICT DO NOTHING;
