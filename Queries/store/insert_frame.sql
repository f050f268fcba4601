-- name: insert_frame :exec
-- Stores from what pairs to be rated were drawn; a known one is left alone.
-- param: digest TEXT - sha256:
-- param: name TEXT - name
-- param: policy_digest TEXT - sha256: of the policy
-- param: population INTEGER - N
-- param: seed INTEGER - seed
-- param: rule TEXT - how they were drawn
-- param: extra_json TEXT - unknown keys
INSERT INTO annotation_frame (
  digest,
  name,
  policy_digest,
  population,
  seed,
  rule,
  extra_json
)
VALUES (
  :digest,
  :name,
  :policy_digest,
  :population,
  :seed,
  :rule,
  :extra_json
)
ON CONFLICT DO NOTHING;
