-- name: load_arm_names :many
-- All stored arms by name, with how many results each has.
-- grain: one row per arm and name
-- column: name TEXT
-- column: digest TEXT
-- column: evaluations INTEGER
-- order: name, digest
SELECT
  arm_name.name,
  arm.digest,
  (SELECT count(*) FROM evaluation WHERE evaluation.arm_id = arm.id) AS evaluations
FROM arm_name
JOIN arm ON arm.id = arm_name.arm_id
ORDER BY arm_name.name, arm.digest;
