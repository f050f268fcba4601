-- name: round_costs :many
-- What calls of models took in each round of redeployment.
-- grain: one row per round with a call; a call about runs of several rounds counts in the earliest
-- param: prices_of TEXT - day whose prices hold for every call, YYYY-MM-DD; NULL = each call's own day
-- column: round INTEGER - NULL = runs that tell no round
-- column: runs INTEGER - runs that a call is about
-- column: calls INTEGER - answered, those that repair included
-- column: prompt_tokens INTEGER - of those whose endpoint told both counts; NULL = there are none
-- column: completion_tokens INTEGER - as prompt_tokens
-- column: priced_calls INTEGER - calls whose tokens and price are known
-- column: cost_usd REAL - of these; NULL = there are none
-- order: round, NULL last
WITH
call_round AS MATERIALIZED (
  SELECT model_call_run.call_id, min(trajectory.round) AS round
  FROM model_call_run
  JOIN trajectory ON trajectory.id = model_call_run.trajectory_id
  GROUP BY model_call_run.call_id
),
run_count AS (
  SELECT trajectory.round, count(DISTINCT trajectory.id) AS runs
  FROM model_call_run
  JOIN trajectory ON trajectory.id = model_call_run.trajectory_id
  GROUP BY trajectory.round
),
day_total AS MATERIALIZED (
  SELECT
    call_round.round,
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
  FROM call_round
  JOIN model_call ON model_call.id = call_round.call_id
  GROUP BY
    call_round.round, model_call.endpoint, model_call.model,
    coalesce(:prices_of, model_call.called_on)
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
    day_price.*,
    iif(price.id IS NULL, 0, day_price.usage_calls) AS priced_calls,
    (
      day_price.prompt_tokens * price.prompt_usd_per_million
      + day_price.completion_tokens * price.completion_usd_per_million
    ) / 1e6 AS cost_usd
  FROM day_price
  LEFT JOIN price ON price.id = day_price.price_id
  ORDER BY day_price.endpoint, day_price.model, day_price.day
)
SELECT
  day_cost.round,
  run_count.runs,
  sum(day_cost.calls) AS calls,
  sum(day_cost.prompt_tokens) AS prompt_tokens,
  sum(day_cost.completion_tokens) AS completion_tokens,
  sum(day_cost.priced_calls) AS priced_calls,
  sum(day_cost.cost_usd) AS cost_usd
FROM day_cost
JOIN run_count ON run_count.round IS day_cost.round
GROUP BY day_cost.round, run_count.runs
ORDER BY day_cost.round IS NULL, day_cost.round;
