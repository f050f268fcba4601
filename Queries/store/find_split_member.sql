-- name: find_split_member :optional
-- Where a run stands in a split.
-- param: split_id INTEGER - split
-- param: trajectory_id INTEGER - run
-- column: digest TEXT
SELECT digest
FROM split_member
WHERE split_id = :split_id AND trajectory_id = :trajectory_id;
