-- name: insert_price :exec
-- Stores a price; one for the same key is left alone.
-- param: digest TEXT - sha256:
-- param: model TEXT - model
-- param: endpoint TEXT - endpoint; NULL: any
-- param: valid_from TEXT - UTC day
-- param: seq INTEGER - from 1
-- param: prompt_usd_per_million REAL - US dollars
-- param: completion_usd_per_million REAL - US dollars
INSERT INTO price (
  digest, model, endpoint, valid_from, seq, prompt_usd_per_million, completion_usd_per_million)
VALUES (
  :digest, :model, :endpoint, :valid_from, :seq, :prompt_usd_per_million,
  :completion_usd_per_million)
ON CONFLICT DO NOTHING;
