-- name: insert_config :exec
-- Stores what shapes a stage's answers; a known one is left alone.
-- param: digest TEXT - sha256:
-- param: stage TEXT - stage
-- param: body_json TEXT - canonical JSON
INSERT INTO stage_config (
  digest,
  stage,
  body_json
)
VALUES (
  :digest,
  :stage,
  :body_json
)
ON CONFLICT (digest) DO NOTHING;
