-- name: config_costs :one
-- What the answers took that a gate over some configs and a panel reads. A call behind several answers counts
-- once; so does the call that another one repaired.
-- grain: one row
-- param: detect_config TEXT - digest; NULL = detection plays no part
-- param: extract_config TEXT - digest
-- param: relabel_config TEXT - digest
-- param: series TEXT = main - series; what it lacks is read from main
-- param: judges JSON - array of digests, [] = single judge
-- param: prices_of TEXT - day whose prices hold for every call, YYYY-MM-DD; NULL = each call's own day
-- column: calls INTEGER - model calls behind the answers
-- column: priced_calls INTEGER - calls whose tokens and price are known
-- column: cost_usd REAL - of these; NULL = there are none
WITH
policy AS MATERIALIZED (
  SELECT
    :detect_config AS detect_config,
    :extract_config AS extract_config,
    :relabel_config AS relabel_config,
    coalesce(:series, 'main') AS series,
    coalesce(:judges, '[]') AS judges
),
behind AS MATERIALIZED (
  SELECT detection.call_id
  FROM policy
  JOIN stage_config ON stage_config.digest = policy.detect_config
  JOIN detection ON detection.config_id = stage_config.id
    AND detection.series IN ('main', policy.series)
  WHERE detection.call_id IS NOT NULL
  UNION
  SELECT outcome.call_id
  FROM policy
  JOIN stage_config ON stage_config.digest = policy.extract_config
  JOIN outcome ON outcome.config_id = stage_config.id AND outcome.series IN ('main', policy.series)
  WHERE outcome.call_id IS NOT NULL
  UNION
  SELECT attempt.call_id
  FROM policy
  JOIN stage_config ON stage_config.digest = policy.relabel_config
  JOIN stage_config AS extract ON extract.digest = policy.extract_config
  JOIN attempt ON attempt.config_id = stage_config.id AND attempt.series IN ('main', policy.series)
  JOIN outcome ON outcome.id = attempt.outcome_id AND outcome.config_id = extract.id
  WHERE attempt.call_id IS NOT NULL
  UNION
  SELECT vote.call_id
  FROM policy
  JOIN json_each(policy.judges) AS judge
  JOIN stage_config ON stage_config.digest = judge.value
  JOIN stage_config AS extract ON extract.digest = policy.extract_config
  JOIN stage_config AS relabel ON relabel.digest = policy.relabel_config
  JOIN vote ON vote.config_id = stage_config.id AND vote.series IN ('main', policy.series)
  JOIN attempt ON attempt.id = vote.attempt_id AND attempt.config_id = relabel.id
  JOIN outcome ON outcome.id = attempt.outcome_id AND outcome.config_id = extract.id
  WHERE vote.call_id IS NOT NULL
),
paid AS MATERIALIZED (
  SELECT call_id FROM behind
  UNION
  SELECT model_call.repairs_id
  FROM behind
  JOIN model_call ON model_call.id = behind.call_id
  WHERE model_call.repairs_id IS NOT NULL
),
day_total AS MATERIALIZED (
  SELECT
    model_call.endpoint,
    model_call.model,
    coalesce(:prices_of, model_call.called_on) AS day,
    count(*) AS calls,
    count(*) FILTER (
      WHERE model_call.prompt_tokens IS NOT NULL AND model_call.completion_tokens IS NOT NULL)
      AS usage_calls,
    sum(model_call.prompt_tokens) FILTER (WHERE model_call.completion_tokens IS NOT NULL)
      AS prompt_tokens,
    sum(model_call.completion_tokens) FILTER (WHERE model_call.prompt_tokens IS NOT NULL)
      AS completion_tokens
  FROM paid
  JOIN model_call ON model_call.id = paid.call_id
  GROUP BY model_call.endpoint, model_call.model, coalesce(:prices_of, model_call.called_on)
),
-- An endpoint's own price, else that of any endpoint; the latest that began by that day.
day_price AS MATERIALIZED (
  SELECT
    day_total.*,
    (
      SELECT price.id
      FROM price
      WHERE price.model = day_total.model AND price.valid_from <= day_total.day
        AND (price.endpoint = day_total.endpoint OR price.endpoint IS NULL)
      ORDER BY price.endpoint IS NULL, price.valid_from DESC, price.seq DESC
      LIMIT 1
    ) AS price_id
  FROM day_total
),
day_cost AS MATERIALIZED (
  SELECT
    day_price.calls,
    iif(price.id IS NULL, 0, day_price.usage_calls) AS priced_calls,
    (
      day_price.prompt_tokens * price.prompt_usd_per_million
      + day_price.completion_tokens * price.completion_usd_per_million
    ) / 1e6 AS cost_usd
  FROM day_price
  LEFT JOIN price ON price.id = day_price.price_id
  ORDER BY day_price.endpoint, day_price.model, day_price.day
),
cost AS (
  SELECT
    coalesce(sum(calls), 0) AS calls,
    coalesce(sum(priced_calls), 0) AS priced_calls,
    sum(cost_usd) AS cost_usd
  FROM day_cost
)
SELECT calls, priced_calls, cost_usd
FROM cost;
