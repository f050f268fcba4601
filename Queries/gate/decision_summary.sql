-- name: decision_summary :many
-- What the policy that was applied last decided, by failure type, with a line for all.
-- grain: one row per failure type, and one for all
-- column: failure_type TEXT - all, or as the policy's detector says; (no type), (no detection)
-- column: processed INTEGER - members of F
-- column: accepted INTEGER
-- column: fallback INTEGER
-- column: rejected INTEGER
-- column: dropped INTEGER - not_failure, irrecoverable, below_delta
-- column: open INTEGER - undetermined
-- column: yield REAL 0...1 - (accepted + fallback) / processed
-- column: mean_weight REAL 0...1 - over accepted and fallback; NULL if there are none
-- order: all last, else by failure type
-- source: METHOD.md §5
WITH chosen AS MATERIALIZED (
  SELECT
    gate_policy.id AS policy_id,
    coalesce(json_extract(gate_policy.body_json, '$.series'), 'main') AS series,
    detect.id AS detect_id
  FROM gate_policy
  LEFT JOIN stage_config AS detect
    ON detect.digest = json_extract(gate_policy.body_json, '$.detect_config')
  ORDER BY gate_policy.decided_order DESC
  LIMIT 1
),
typed AS (
  SELECT
    decision.decision,
    decision.weight,
    CASE WHEN coalesce(own.id, base.id) IS NULL THEN '(no detection)'
      ELSE coalesce(iif(own.id IS NULL, base.failure_type, own.failure_type), '(no type)')
    END AS failure_type
  FROM chosen
  JOIN decision ON decision.policy_id = chosen.policy_id
  LEFT JOIN detection AS own ON own.trajectory_id = decision.trajectory_id
    AND own.config_id = chosen.detect_id AND own.series = chosen.series
  LEFT JOIN detection AS base ON base.trajectory_id = decision.trajectory_id
    AND base.config_id = chosen.detect_id AND base.series = 'main'
),
grouped (place, failure_type, processed, accepted, fallback, rejected, dropped, open, mean_weight) AS (
  SELECT
    0,
    failure_type,
    count(*),
    count(*) FILTER (WHERE decision = 'accepted'),
    count(*) FILTER (WHERE decision = 'fallback'),
    count(*) FILTER (WHERE decision = 'rejected'),
    count(*) FILTER (WHERE decision IN ('not_failure', 'irrecoverable', 'below_delta')),
    count(*) FILTER (WHERE decision = 'undetermined'),
    avg(weight)
  FROM typed
  GROUP BY failure_type
  UNION ALL
  SELECT
    1,
    'all',
    count(*),
    count(*) FILTER (WHERE decision = 'accepted'),
    count(*) FILTER (WHERE decision = 'fallback'),
    count(*) FILTER (WHERE decision = 'rejected'),
    count(*) FILTER (WHERE decision IN ('not_failure', 'irrecoverable', 'below_delta')),
    count(*) FILTER (WHERE decision = 'undetermined'),
    avg(weight)
  FROM typed
)
SELECT
  failure_type,
  processed,
  accepted,
  fallback,
  rejected,
  dropped,
  open,
  (accepted + fallback) * 1.0 / processed AS yield,
  mean_weight
FROM grouped
ORDER BY place, failure_type;
