-- name: check_split_members :many
-- Members of splits with what their digests are made of.
-- column: digest TEXT
-- column: name TEXT - of the run
-- column: split TEXT - digest
-- column: trajectory TEXT - digest
-- column: part TEXT
-- column: fold INTEGER
-- column: group_key TEXT
-- order: split_id, trajectory_id
SELECT
  split_member.digest,
  trajectory.external_id AS name,
  split.digest AS split,
  trajectory.digest AS trajectory,
  split_member.part,
  split_member.fold,
  split_member.group_key
FROM split_member
JOIN split ON split.id = split_member.split_id
JOIN trajectory ON trajectory.id = split_member.trajectory_id
ORDER BY split_member.split_id, split_member.trajectory_id;
