-- name: recorded_deliveries :many
-- How endpoints were told the shape of an answer before, the strictest way of each.
-- grain: one row per endpoint and model
-- column: endpoint TEXT
-- column: model TEXT
-- column: delivery TEXT - schema, object or none
-- order: endpoint, model
SELECT
  json_extract(body_json, '$.endpoint') AS endpoint,
  json_extract(body_json, '$.model') AS model,
  CASE
    WHEN sum(json_extract(body_json, '$.delivery') = 'schema') > 0 THEN 'schema'
    WHEN sum(json_extract(body_json, '$.delivery') = 'object') > 0 THEN 'object'
    ELSE 'none'
  END AS delivery
FROM stage_config
WHERE json_extract(body_json, '$.engine') = 'model'
  AND json_extract(body_json, '$.endpoint') IS NOT NULL
  AND json_extract(body_json, '$.model') IS NOT NULL
  AND json_extract(body_json, '$.delivery') IS NOT NULL
GROUP BY json_extract(body_json, '$.endpoint'), json_extract(body_json, '$.model')
ORDER BY endpoint, model;
