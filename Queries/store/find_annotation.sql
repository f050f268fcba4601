-- name: find_annotation :optional
-- The stored verdict for a key.
-- param: attempt_id INTEGER - attempt; NULL = it is about a detection
-- param: detection_id INTEGER - detection; NULL = it is about an attempt
-- param: annotator_id INTEGER - annotator
-- param: seq INTEGER - from 1
-- column: id INTEGER
-- column: digest TEXT
SELECT id, digest
FROM annotation
WHERE (attempt_id = :attempt_id OR detection_id = :detection_id)
  AND annotator_id = :annotator_id AND seq = :seq;
