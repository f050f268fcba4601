-- name: insert_arm :exec
-- Stores an arm; a known one is left alone.
-- param: digest TEXT - sha256:
-- param: body_json TEXT - canonical JSON
INSERT INTO arm (
  digest,
  body_json
)
VALUES (
  :digest,
  :body_json
)
ON CONFLICT DO NOTHING;
