-- name: split_parts :many
-- What lies in the parts of a split, and what is in none.
-- grain: one row per part, and one for runs that are in no part
-- param: split TEXT - name; NULL = the only one
-- column: part TEXT - NULL = in no part: came later, or left out
-- column: groups INTEGER - connected components
-- column: tasks INTEGER - distinct tasks; runs without one count by their goal
-- column: trajectories INTEGER
-- column: failures INTEGER - of these, runs that failed by their source
-- column: successes INTEGER - of these, runs that succeeded by their source
-- column: accepted INTEGER - pairs that the policy applied last accepts, its fallback included
-- order: part by name, none last
WITH
chosen AS (
  SELECT id
  FROM split
  WHERE name = coalesce(:split, (SELECT min(name) FROM split))
    AND (:split IS NOT NULL OR (SELECT count(*) FROM split) = 1)
),
policy AS (
  SELECT id
  FROM gate_policy
  ORDER BY decided_order DESC
  LIMIT 1
)
SELECT
  split_member.part,
  count(DISTINCT split_member.group_key) AS groups,
  count(DISTINCT coalesce(task.task_key, trajectory.goal)) AS tasks,
  count(*) AS trajectories,
  count(*) FILTER (WHERE trajectory.success = 0) AS failures,
  count(*) FILTER (WHERE trajectory.success = 1) AS successes,
  count(*) FILTER (WHERE decision.decision IN ('accepted', 'fallback')) AS accepted
FROM chosen
JOIN trajectory
LEFT JOIN task ON task.id = trajectory.task_id
LEFT JOIN split_member ON split_member.trajectory_id = trajectory.id
  AND split_member.split_id = chosen.id
LEFT JOIN policy
LEFT JOIN decision ON decision.policy_id = policy.id AND decision.trajectory_id = trajectory.id
GROUP BY split_member.part
ORDER BY split_member.part IS NULL, split_member.part;
