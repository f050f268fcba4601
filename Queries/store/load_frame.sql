-- name: load_frame :optional
-- The annotation frame of a name.
-- param: name TEXT - name
-- column: id INTEGER
-- column: digest TEXT
-- column: policy_digest TEXT
-- column: population INTEGER
-- column: seed INTEGER
-- column: rule TEXT
-- column: extra_json TEXT
-- order: digest
SELECT id, digest, policy_digest, population, seed, rule, extra_json
FROM annotation_frame
WHERE name = :name
ORDER BY digest
LIMIT 1;
