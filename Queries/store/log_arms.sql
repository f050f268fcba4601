-- name: log_arms :many
-- Arms, each under each of its names.
-- grain: one row per arm and name
-- column: digest TEXT
-- column: name TEXT
-- column: body_json TEXT
-- order: digest, name
SELECT arm.digest, arm_name.name, arm.body_json
FROM arm
JOIN arm_name ON arm_name.arm_id = arm.id
ORDER BY arm.digest, arm_name.name;
