-- name: accepted_pairs :many
-- What a policy accepted, with the hindsight goals: the pairs that exports write.
-- grain: one row per accepted or fallback decision
-- param: policy TEXT - digest of a policy that was applied; NULL = the last one
-- column: trajectory_id INTEGER
-- column: trajectory TEXT - name of the run
-- column: decision TEXT - accepted or fallback
-- column: k INTEGER
-- column: confidence REAL
-- column: weight REAL
-- column: hindsight_goal TEXT
-- column: rationale TEXT
-- column: attempt TEXT - digest
-- order: trajectory
-- source: METHOD.md §3
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
  WHERE gate_policy.digest = coalesce(:policy, (
    SELECT digest
    FROM gate_policy
    ORDER BY decided_order DESC
    LIMIT 1))
),
candidate AS (
  SELECT
    decision.trajectory_id,
    decision.decision,
    decision.k,
    decision.confidence,
    decision.weight,
    attempt.hindsight_goal,
    attempt.rationale,
    attempt.digest AS attempt,
    row_number() OVER (
      PARTITION BY decision.trajectory_id
      ORDER BY attempt.series = chosen.series DESC, outcome.series = chosen.series DESC
    ) AS place
  FROM chosen
  JOIN decision ON decision.policy_id = chosen.policy_id
    AND decision.decision IN ('accepted', 'fallback')
  JOIN outcome ON outcome.trajectory_id = decision.trajectory_id
    AND outcome.config_id = chosen.extract_id AND outcome.series IN (chosen.series, 'main')
  JOIN attempt ON attempt.outcome_id = outcome.id AND attempt.config_id = chosen.relabel_id
    AND attempt.series IN (chosen.series, 'main') AND attempt.k = decision.k
    AND attempt.goal_index = 0
)
SELECT
  candidate.trajectory_id,
  trajectory_name.name AS trajectory,
  candidate.decision,
  candidate.k,
  candidate.confidence,
  candidate.weight,
  candidate.hindsight_goal,
  candidate.rationale,
  candidate.attempt
FROM candidate
JOIN trajectory_name ON trajectory_name.trajectory_id = candidate.trajectory_id
WHERE candidate.place = 1
ORDER BY trajectory;
