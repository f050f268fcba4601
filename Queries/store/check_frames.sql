-- name: check_frames :many
-- Annotation frames with what their digests are made of.
-- column: digest TEXT
-- column: name TEXT
-- column: policy_digest TEXT
-- column: population INTEGER
-- column: seed INTEGER
-- column: rule TEXT
-- column: extra_json TEXT
-- order: id
SELECT digest, name, policy_digest, population, seed, rule, extra_json
FROM annotation_frame
ORDER BY id;
