-- name: load_frame :many
-- The annotation frames that a name means.
-- param: frame TEXT - name or digest
-- column: id INTEGER
-- column: digest TEXT
-- column: name TEXT
-- column: policy_digest TEXT
-- column: population INTEGER
-- column: seed INTEGER
-- column: rule TEXT
-- column: extra_json TEXT
-- order: digest
SELECT id, digest, name, policy_digest, population, seed, rule, extra_json
FROM annotation_frame
WHERE name = :frame OR digest = :frame
ORDER BY digest;
