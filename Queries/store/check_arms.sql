-- name: check_arms :many
-- Arms with what their digests are made of.
-- grain: one row per arm
-- column: digest TEXT
-- column: name TEXT - first name; NULL: it has none
-- column: body_json TEXT
-- order: id
SELECT arm.digest, min(arm_name.name) AS name, arm.body_json
FROM arm
LEFT JOIN arm_name ON arm_name.arm_id = arm.id
GROUP BY arm.id
ORDER BY arm.id;
