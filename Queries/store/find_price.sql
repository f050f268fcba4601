-- name: find_price :optional
-- The price of a model from a day on, by its seq.
-- param: model TEXT - model
-- param: endpoint TEXT - endpoint; NULL: any
-- param: valid_from TEXT - UTC day
-- param: seq INTEGER - NULL: the current one
-- column: id INTEGER
-- column: digest TEXT
-- column: seq INTEGER
-- column: prompt_usd_per_million REAL
-- column: completion_usd_per_million REAL
SELECT id, digest, seq, prompt_usd_per_million, completion_usd_per_million
FROM price
WHERE model = :model AND coalesce(endpoint, '') = coalesce(:endpoint, '')
  AND valid_from = :valid_from AND seq = coalesce(:seq, seq)
ORDER BY seq DESC
LIMIT 1;
