-- name: load_shortest_demonstrations :many
-- Of the accepted pairs with one hindsight goal, in other letters or not, that with the fewest steps.
-- grain: one row per run, the shortest of its goal
-- param: policy TEXT - digest of a policy that was applied
-- param: runs JSON - array of row ids: those that may be taken; NULL = all
-- column: trajectory_id INTEGER
-- order: trajectory_id
-- source: ECHO, arXiv 2510.10304
WITH chosen AS MATERIALIZED (
  SELECT
    gate_policy.id AS policy_id,
    coalesce(json_extract(gate_policy.body_json, '$.series'), 'main') AS series,
    extract.id AS extract_id,
    relabel.id AS relabel_id
  FROM gate_policy
  JOIN stage_config AS extract
    ON extract.digest = json_extract(gate_policy.body_json, '$.extract_config')
  JOIN stage_config AS relabel
    ON relabel.digest = json_extract(gate_policy.body_json, '$.relabel_config')
  WHERE gate_policy.digest = :policy
),
allowed AS MATERIALIZED (
  SELECT value AS trajectory_id
  FROM json_each(:runs)
),
candidate AS (
  SELECT
    decision.trajectory_id,
    trajectory.external_id,
    source.label,
    trajectory.digest,
    rtrim(trim(lower(attempt.hindsight_goal)), '.!? ') AS goal,
    CASE
      WHEN attempt.first_step IS NOT NULL AND attempt.last_step IS NOT NULL
        THEN attempt.last_step - attempt.first_step + 1
      ELSE (
        SELECT count(*)
        FROM step
        WHERE step.trajectory_id = decision.trajectory_id)
    END AS step_count,
    row_number() OVER (
      PARTITION BY decision.trajectory_id
      ORDER BY attempt.series = chosen.series DESC, outcome.series = chosen.series DESC
    ) AS place
  FROM chosen
  JOIN decision ON decision.policy_id = chosen.policy_id
    AND decision.decision IN ('accepted', 'fallback')
  JOIN trajectory ON trajectory.id = decision.trajectory_id
  JOIN source ON source.id = trajectory.source_id
  JOIN outcome ON outcome.trajectory_id = decision.trajectory_id
    AND outcome.config_id = chosen.extract_id AND outcome.series IN (chosen.series, 'main')
  JOIN attempt ON attempt.outcome_id = outcome.id AND attempt.config_id = chosen.relabel_id
    AND attempt.series IN (chosen.series, 'main') AND attempt.k = decision.k
    AND attempt.goal_index = 0
  WHERE :runs IS NULL OR decision.trajectory_id IN (SELECT trajectory_id FROM allowed)
),
ranked AS (
  SELECT
    trajectory_id,
    row_number() OVER (
      PARTITION BY goal
      ORDER BY step_count, external_id, label, digest
    ) AS place
  FROM candidate
  WHERE place = 1
)
SELECT trajectory_id
FROM ranked
WHERE place = 1
ORDER BY trajectory_id;
