-- name: splits :many
-- All splits.
-- grain: one row per split
-- column: name TEXT
-- column: members INTEGER
-- column: parts TEXT - names with fractions, a JSON array in the order of the parts
-- column: seed INTEGER
-- column: kinds TEXT - kinds of groups that keep runs together, a JSON array; [] = the task, ["run"] = nothing does
-- column: folds INTEGER - NULL = none
-- column: digest TEXT
-- order: name
SELECT
  split.name,
  (SELECT count(*) FROM split_member WHERE split_member.split_id = split.id) AS members,
  json_extract(split.body_json, '$.parts') AS parts,
  json_extract(split.body_json, '$.seed') AS seed,
  json_extract(split.body_json, '$.kinds') AS kinds,
  json_extract(split.body_json, '$.folds') AS folds,
  split.digest
FROM split
ORDER BY split.name;
