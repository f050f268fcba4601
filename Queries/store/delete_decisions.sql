-- name: delete_decisions :exec
-- Drops the decisions of a policy, to be written anew.
-- param: policy_id INTEGER - policy
DELETE FROM decision
WHERE policy_id = :policy_id;
