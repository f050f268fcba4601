-- name: load_own_goal_confidences :many
-- How sure answers are that failed runs did what was asked: for rejection sampling.
-- The mean of the votes of the policy's judges on its attempt whose goal is the run's own, where there is one; else the
-- highest confidence of its attempts, which is in another goal. The attempt is the first of these.
-- grain: one row per member of F that has either
-- param: policy TEXT - digest of a policy that was applied
-- column: trajectory_id INTEGER
-- column: own_goal_confidence REAL 0...1 - NULL = nobody was asked about the own goal
-- column: best_attempt_confidence REAL 0...1 - NULL = no attempt is ok
-- column: k INTEGER - the attempt that says so
-- order: trajectory_id
WITH chosen AS MATERIALIZED (
  SELECT
    gate_policy.id AS policy_id,
    coalesce(json_extract(gate_policy.body_json, '$.series'), 'main') AS series,
    json_extract(gate_policy.body_json, '$.attempts') AS attempts,
    json_extract(gate_policy.body_json, '$.judges') AS judges,
    extract.id AS extract_id,
    relabel.id AS relabel_id
  FROM gate_policy
  LEFT JOIN stage_config AS extract
    ON extract.digest = json_extract(gate_policy.body_json, '$.extract_config')
  LEFT JOIN stage_config AS relabel
    ON relabel.digest = json_extract(gate_policy.body_json, '$.relabel_config')
  WHERE gate_policy.digest = :policy
),
seen AS MATERIALIZED (
  SELECT
    decision.trajectory_id,
    attempt.id AS attempt_id,
    attempt.k,
    attempt.confidence,
    attempt.status,
    attempt.hindsight_goal = trajectory.goal AS is_own,
    row_number() OVER (
      PARTITION BY decision.trajectory_id, attempt.k
      ORDER BY attempt.series = chosen.series DESC, outcome.series = chosen.series DESC
    ) AS place
  FROM chosen
  JOIN decision ON decision.policy_id = chosen.policy_id
  JOIN trajectory ON trajectory.id = decision.trajectory_id
  JOIN outcome ON outcome.trajectory_id = decision.trajectory_id
    AND outcome.config_id = chosen.extract_id AND outcome.series IN (chosen.series, 'main')
  JOIN attempt ON attempt.outcome_id = outcome.id AND attempt.config_id = chosen.relabel_id
    AND attempt.series IN (chosen.series, 'main') AND attempt.k <= chosen.attempts
    AND attempt.goal_index = 0
),
rated AS (
  SELECT
    seen.trajectory_id,
    seen.k,
    seen.is_own,
    seen.confidence,
    (
      SELECT avg(vote.confidence)
      FROM chosen
      JOIN json_each(chosen.judges) AS judge
      JOIN stage_config ON stage_config.digest = judge.value
      JOIN vote ON vote.attempt_id = seen.attempt_id AND vote.config_id = stage_config.id
        AND vote.series IN (chosen.series, 'main') AND vote.status = 'ok'
      WHERE seen.is_own
    ) AS own_goal_confidence
  FROM seen
  WHERE seen.place = 1 AND seen.status = 'ok'
),
ranked AS (
  SELECT
    trajectory_id,
    k,
    own_goal_confidence,
    confidence AS best_attempt_confidence,
    row_number() OVER (
      PARTITION BY trajectory_id
      ORDER BY own_goal_confidence IS NOT NULL DESC, coalesce(own_goal_confidence, confidence) DESC, k
    ) AS place
  FROM rated
  WHERE own_goal_confidence IS NOT NULL OR confidence IS NOT NULL
)
SELECT trajectory_id, own_goal_confidence, best_attempt_confidence, k
FROM ranked
WHERE place = 1
ORDER BY trajectory_id;
