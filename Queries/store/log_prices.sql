-- name: log_prices :many
-- Prices.
-- column: digest TEXT
-- column: model TEXT
-- column: endpoint TEXT
-- column: valid_from TEXT
-- column: seq INTEGER
-- column: prompt_usd_per_million REAL
-- column: completion_usd_per_million REAL
-- order: digest
SELECT
  digest, model, endpoint, valid_from, seq, prompt_usd_per_million, completion_usd_per_million
FROM price
ORDER BY digest;
