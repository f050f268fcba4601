-- name: log_split_members :many
-- Runs in their parts of a split.
-- param: split TEXT - digest of the split
-- column: digest TEXT
-- column: trajectory TEXT - digest
-- column: external_id TEXT
-- column: label TEXT
-- column: part TEXT
-- column: fold INTEGER
-- column: group_key TEXT
-- order: digest of the run
SELECT
  split_member.digest,
  trajectory.digest AS trajectory,
  trajectory.external_id,
  source.label,
  split_member.part,
  split_member.fold,
  split_member.group_key
FROM split
JOIN split_member ON split_member.split_id = split.id
JOIN trajectory ON trajectory.id = split_member.trajectory_id
JOIN source ON source.id = trajectory.source_id
WHERE split.digest = :split
ORDER BY trajectory.digest;
