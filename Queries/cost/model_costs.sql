-- name: model_costs :many
-- What calls of models took: calls, tokens, US dollars by the price of the day.
-- grain: one row per stage, endpoint, model and series
-- param: prices_of TEXT - day whose prices hold for every call, YYYY-MM-DD; NULL = each call's own day
-- column: stage TEXT - stage that asked first
-- column: endpoint TEXT
-- column: model TEXT
-- column: series TEXT
-- column: calls INTEGER - answered, those that repair included
-- column: repairs INTEGER - calls that were to mend an answer
-- column: tries INTEGER - HTTP requests behind the calls
-- column: usage_calls INTEGER - calls whose endpoint told their tokens
-- column: prompt_tokens INTEGER - of these; NULL = there are none
-- column: completion_tokens INTEGER - of these; NULL = there are none
-- column: priced_calls INTEGER - calls whose tokens and price are known
-- column: cost_usd REAL - of these; NULL = there are none
-- order: stage as it runs, endpoint, model, series
WITH
day_total AS MATERIALIZED (
  SELECT
    stage,
    endpoint,
    model,
    series,
    coalesce(:prices_of, called_on) AS day,
    count(*) AS calls,
    count(repairs_id) AS repairs,
    sum(tries) AS tries,
    count(*) FILTER (WHERE prompt_tokens IS NOT NULL AND completion_tokens IS NOT NULL)
      AS usage_calls,
    sum(prompt_tokens) FILTER (WHERE completion_tokens IS NOT NULL) AS prompt_tokens,
    sum(completion_tokens) FILTER (WHERE prompt_tokens IS NOT NULL) AS completion_tokens
  FROM model_call
  GROUP BY stage, endpoint, model, series, coalesce(:prices_of, called_on)
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
  ORDER BY day_price.day
)
SELECT
  stage,
  endpoint,
  model,
  series,
  sum(calls) AS calls,
  sum(repairs) AS repairs,
  sum(tries) AS tries,
  sum(usage_calls) AS usage_calls,
  sum(prompt_tokens) AS prompt_tokens,
  sum(completion_tokens) AS completion_tokens,
  sum(priced_calls) AS priced_calls,
  sum(cost_usd) AS cost_usd
FROM day_cost
GROUP BY stage, endpoint, model, series
ORDER BY
  CASE stage WHEN 'detect' THEN 1 WHEN 'extract' THEN 2 WHEN 'relabel' THEN 3 ELSE 4 END,
  endpoint, model, series;
