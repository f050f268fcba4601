-- name: log_frames :many
-- Annotation frames.
-- column: digest TEXT
-- column: name TEXT
-- column: policy_digest TEXT
-- column: population INTEGER
-- column: seed INTEGER
-- column: rule TEXT
-- column: extra_json TEXT
-- order: digest
SELECT digest, name, policy_digest, population, seed, rule, extra_json
FROM annotation_frame
ORDER BY digest;
