-- name: insert_split_member :exec
-- Adds a run to a part of a split.
-- param: split_id INTEGER - split
-- param: trajectory_id INTEGER - run
-- param: part TEXT - name of the part
-- param: fold INTEGER - from 0; NULL: none
-- param: group_key TEXT - of its connected component
-- param: digest TEXT - sha256: of the split's and the run's digest and the above
INSERT INTO split_member (split_id, trajectory_id, part, fold, group_key, digest)
VALUES (:split_id, :trajectory_id, :part, :fold, :group_key, :digest)
ON CONFLICT DO NOTHING;
