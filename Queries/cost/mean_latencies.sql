-- name: mean_latencies :many
-- How long recorded calls of a model took on average.
-- grain: one row per stage, endpoint and model with such a call; answers of a batch service have no time
-- column: stage TEXT
-- column: endpoint TEXT
-- column: model TEXT
-- column: calls INTEGER - that the mean is over
-- column: seconds REAL - of the last try
-- order: stage, endpoint, model
SELECT stage, endpoint, model, count(*) AS calls, avg(latency_ms) / 1000 AS seconds
FROM model_call
WHERE latency_ms > 0
GROUP BY stage, endpoint, model
ORDER BY stage, endpoint, model;
