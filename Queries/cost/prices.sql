-- name: prices :many
-- Prices of models, each from a day on; the current one of that day.
-- grain: one row per model, endpoint and day
-- column: model TEXT
-- column: endpoint TEXT - NULL = any endpoint without a price of its own for the model
-- column: valid_from TEXT - UTC day
-- column: prompt_usd_per_million REAL - US dollars for a million prompt tokens
-- column: completion_usd_per_million REAL - US dollars for a million completion tokens
-- column: corrections INTEGER - earlier figures for the same day
-- order: model, endpoint, valid_from
SELECT
  model,
  endpoint,
  valid_from,
  prompt_usd_per_million,
  completion_usd_per_million,
  seq - 1 AS corrections
FROM price
WHERE NOT EXISTS (
  SELECT 1
  FROM price AS later
  WHERE later.model = price.model AND later.endpoint IS price.endpoint
    AND later.valid_from = price.valid_from AND later.seq > price.seq)
ORDER BY model, endpoint, valid_from;
