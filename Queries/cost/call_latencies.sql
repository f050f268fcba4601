-- name: call_latencies :many
-- How long each call of a model took: what percentiles are taken of.
-- grain: one row per call; answers of a batch service have no time of their own, and are left out
-- column: stage TEXT
-- column: endpoint TEXT
-- column: model TEXT
-- column: series TEXT
-- column: latency_ms REAL - of the last try
-- order: stage, endpoint, model, series, latency_ms
SELECT stage, endpoint, model, series, latency_ms
FROM model_call
WHERE latency_ms > 0
ORDER BY stage, endpoint, model, series, latency_ms;
