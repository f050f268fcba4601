-- name: find_arms_by_name :many
-- Arms that a name means.
-- param: name TEXT - name
-- column: id INTEGER
-- column: digest TEXT
-- order: digest
SELECT arm.id, arm.digest
FROM arm_name
JOIN arm ON arm.id = arm_name.arm_id
WHERE arm_name.name = :name
ORDER BY arm.digest;
