-- name: label_noise :many
-- Label noise of what the policy that was applied last accepts, by failure type, with lines for all.
-- Gold is the majority of the annotators' current verdicts; nothing rated is not known, never 0.
-- grain: one row per failure type and way of acceptance
-- column: failure_type TEXT - all, or as the policy's detector says; (no type), (no detection)
-- column: accepted_by TEXT - all, pass, fallback
-- column: accepted INTEGER - pairs
-- column: rated INTEGER - accepted pairs with a majority
-- column: invalid INTEGER
-- column: unsettled INTEGER - rated accepted pairs with a tie, or that nobody is sure of
-- column: noise REAL 0...1 - invalid / rated; NULL = nothing is rated
-- order: all last, else by failure type; all, fallback, pass
-- source: METHOD.md §5, STATISTICS.md
WITH
chosen AS MATERIALIZED (
  SELECT
    gate_policy.id AS policy_id,
    coalesce(json_extract(gate_policy.body_json, '$.series'), 'main') AS series,
    detect.id AS detect_id,
    extract.id AS extract_id,
    relabel.id AS relabel_id
  FROM gate_policy
  LEFT JOIN stage_config AS detect
    ON detect.digest = json_extract(gate_policy.body_json, '$.detect_config')
  LEFT JOIN stage_config AS extract
    ON extract.digest = json_extract(gate_policy.body_json, '$.extract_config')
  LEFT JOIN stage_config AS relabel
    ON relabel.digest = json_extract(gate_policy.body_json, '$.relabel_config')
  ORDER BY gate_policy.decided_order DESC
  LIMIT 1
),
verdict AS (
  SELECT annotation.attempt_id, annotation.verdict
  FROM annotation
  WHERE annotation.attempt_id IS NOT NULL
    AND annotation.verdict IN ('valid', 'invalid', 'unsure') AND NOT EXISTS (
    SELECT 1
    FROM annotation AS later
    WHERE later.attempt_id = annotation.attempt_id
      AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq)
),
rated AS MATERIALIZED (
  SELECT
    attempt_id,
    count(*) FILTER (WHERE verdict = 'valid') AS valid_count,
    count(*) FILTER (WHERE verdict = 'invalid') AS invalid_count
  FROM verdict
  GROUP BY attempt_id
),
-- Of each run and k the attempt that the gate reads: that of the series, else of main.
gold AS MATERIALIZED (
  SELECT
    outcome.trajectory_id,
    attempt.k,
    sign(rated.valid_count - rated.invalid_count) AS majority
  FROM chosen
  CROSS JOIN rated
  CROSS JOIN attempt ON attempt.id = rated.attempt_id AND attempt.config_id = chosen.relabel_id
  CROSS JOIN outcome ON outcome.id = attempt.outcome_id AND outcome.config_id = chosen.extract_id
  WHERE attempt.goal_index = 0 AND attempt.series IN ('main', chosen.series)
    AND outcome.series IN ('main', chosen.series)
    AND NOT EXISTS (
      SELECT 1
      FROM outcome AS other_outcome
      JOIN attempt AS other ON other.outcome_id = other_outcome.id
      WHERE other_outcome.trajectory_id = outcome.trajectory_id
        AND other_outcome.config_id = chosen.extract_id
        AND other_outcome.series IN ('main', chosen.series)
        AND other.config_id = chosen.relabel_id AND other.series IN ('main', chosen.series)
        AND other.k = attempt.k AND other.goal_index = 0
        AND (other.series = chosen.series, other_outcome.series = chosen.series)
          > (attempt.series = chosen.series, outcome.series = chosen.series))
),
typed AS MATERIALIZED (
  SELECT
    iif(decision.decision = 'fallback', 'fallback', 'pass') AS accepted_by,
    CASE WHEN coalesce(own.id, base.id) IS NULL THEN '(no detection)'
      ELSE coalesce(iif(own.id IS NULL, base.failure_type, own.failure_type), '(no type)')
    END AS failure_type,
    gold.majority
  FROM chosen
  JOIN decision ON decision.policy_id = chosen.policy_id
  LEFT JOIN detection AS own ON own.trajectory_id = decision.trajectory_id
    AND own.config_id = chosen.detect_id AND own.series = chosen.series
  LEFT JOIN detection AS base ON base.trajectory_id = decision.trajectory_id
    AND base.config_id = chosen.detect_id AND base.series = 'main'
  LEFT JOIN gold ON gold.trajectory_id = decision.trajectory_id AND gold.k = decision.k
  WHERE decision.decision IN ('accepted', 'fallback')
),
placed (place, failure_type, accepted_by, majority) AS (
  SELECT 0, failure_type, accepted_by, majority FROM typed
  UNION ALL
  SELECT 0, failure_type, 'all', majority FROM typed
  UNION ALL
  SELECT 1, 'all', accepted_by, majority FROM typed
  UNION ALL
  SELECT 1, 'all', 'all', majority FROM typed
)
SELECT
  failure_type,
  accepted_by,
  count(*) AS accepted,
  count(*) FILTER (WHERE majority <> 0) AS rated,
  count(*) FILTER (WHERE majority = -1) AS invalid,
  count(*) FILTER (WHERE majority = 0) AS unsettled,
  count(*) FILTER (WHERE majority = -1) * 1.0
    / nullif(count(*) FILTER (WHERE majority <> 0), 0) AS noise
FROM placed
GROUP BY place, failure_type, accepted_by
ORDER BY place, failure_type, accepted_by;
