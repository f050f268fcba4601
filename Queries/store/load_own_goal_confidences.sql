-- name: load_own_goal_confidences :many
-- How sure answers are that failed runs did what was asked: for rejection sampling.
-- The mean of the judges' votes on an attempt whose goal is the run's own, where there is one; else the highest
-- confidence of the policy's own attempts, which is in another goal.
-- grain: one row per member of F that has either
-- param: policy TEXT - digest of a policy that was applied
-- column: trajectory_id INTEGER
-- column: own_goal_confidence REAL 0...1 - NULL = nobody was asked about the own goal
-- column: best_attempt_confidence REAL 0...1 - NULL = no attempt is ok
-- order: trajectory_id
WITH chosen AS MATERIALIZED (
  SELECT
    gate_policy.id AS policy_id,
    coalesce(json_extract(gate_policy.body_json, '$.series'), 'main') AS series,
    json_extract(gate_policy.body_json, '$.attempts') AS attempts,
    extract.id AS extract_id,
    relabel.id AS relabel_id
  FROM gate_policy
  LEFT JOIN stage_config AS extract
    ON extract.digest = json_extract(gate_policy.body_json, '$.extract_config')
  LEFT JOIN stage_config AS relabel
    ON relabel.digest = json_extract(gate_policy.body_json, '$.relabel_config')
  WHERE gate_policy.digest = :policy
),
rated AS (
  SELECT
    decision.trajectory_id,
    (
      SELECT avg(vote.confidence)
      FROM outcome
      JOIN attempt ON attempt.outcome_id = outcome.id
      JOIN vote ON vote.attempt_id = attempt.id
      WHERE outcome.trajectory_id = decision.trajectory_id
        AND attempt.hindsight_goal = trajectory.goal AND vote.status = 'ok'
    ) AS own_goal_confidence,
    (
      SELECT max(attempt.confidence)
      FROM outcome
      JOIN attempt ON attempt.outcome_id = outcome.id
      WHERE outcome.trajectory_id = decision.trajectory_id
        AND outcome.config_id = chosen.extract_id
        AND attempt.config_id = chosen.relabel_id
        AND attempt.series IN (chosen.series, 'main')
        AND attempt.k <= chosen.attempts AND attempt.goal_index = 0
        AND attempt.status = 'ok'
    ) AS best_attempt_confidence
  FROM chosen
  JOIN decision ON decision.policy_id = chosen.policy_id
  JOIN trajectory ON trajectory.id = decision.trajectory_id
)
SELECT trajectory_id, own_goal_confidence, best_attempt_confidence
FROM rated
WHERE own_goal_confidence IS NOT NULL OR best_attempt_confidence IS NOT NULL
ORDER BY trajectory_id;
