-- name: members_of_split :many
-- Runs in some parts of a split.
-- param: split TEXT - name
-- param: parts JSON - array of names of parts
-- column: trajectory_id INTEGER
-- column: part TEXT
-- order: trajectory_id
SELECT split_member.trajectory_id, split_member.part
FROM split
JOIN split_member ON split_member.split_id = split.id
WHERE split.name = :split
  AND split_member.part IN (SELECT value FROM json_each(:parts))
ORDER BY split_member.trajectory_id;
