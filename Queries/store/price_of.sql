-- name: price_of :optional
-- What a model costs on a day: an endpoint's own price, else that of any endpoint.
-- param: model TEXT - as endpoints know it
-- param: endpoint TEXT - the name that the user gives it
-- param: day TEXT - UTC day, YYYY-MM-DD
-- column: prompt_usd_per_million REAL - US dollars for a million prompt tokens
-- column: completion_usd_per_million REAL - US dollars for a million completion tokens
SELECT prompt_usd_per_million, completion_usd_per_million
FROM price
WHERE model = :model AND valid_from <= :day AND (endpoint = :endpoint OR endpoint IS NULL)
ORDER BY endpoint IS NULL, valid_from DESC, seq DESC
LIMIT 1;
