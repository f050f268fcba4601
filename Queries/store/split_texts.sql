-- name: split_texts :many
-- Goals and answers of a split's members, with the hindsight goals that the policy applied last accepts.
-- grain: one row per member
-- param: split_id INTEGER - split
-- column: trajectory_id INTEGER
-- column: name TEXT - as queries show the run
-- column: part TEXT
-- column: goal TEXT
-- column: final_answer TEXT
-- column: hindsight_goal TEXT - NULL = it is not accepted
-- order: name
WITH policy AS (
  SELECT
    id,
    json_extract(body_json, '$.extract_config') AS extract_config,
    json_extract(body_json, '$.relabel_config') AS relabel_config,
    coalesce(json_extract(body_json, '$.series'), 'main') AS series
  FROM gate_policy
  ORDER BY decided_order DESC
  LIMIT 1
)
SELECT
  trajectory.id AS trajectory_id,
  trajectory_name.name,
  split_member.part,
  trajectory.goal,
  trajectory.final_answer,
  (
    SELECT attempt.hindsight_goal
    FROM policy
    JOIN decision ON decision.policy_id = policy.id AND decision.trajectory_id = trajectory.id
      AND decision.decision IN ('accepted', 'fallback')
    JOIN stage_config AS extract ON extract.digest = policy.extract_config
    JOIN stage_config AS relabel ON relabel.digest = policy.relabel_config
    JOIN outcome ON outcome.trajectory_id = trajectory.id AND outcome.config_id = extract.id
      AND outcome.series IN ('main', policy.series)
    JOIN attempt ON attempt.outcome_id = outcome.id AND attempt.config_id = relabel.id
      AND attempt.series IN ('main', policy.series) AND attempt.k = decision.k
      AND attempt.goal_index = 0
    ORDER BY attempt.series = policy.series DESC, outcome.series = policy.series DESC
    LIMIT 1
  ) AS hindsight_goal
FROM split_member
JOIN trajectory ON trajectory.id = split_member.trajectory_id
JOIN trajectory_name ON trajectory_name.trajectory_id = trajectory.id
WHERE split_member.split_id = :split_id
ORDER BY trajectory_name.name;
