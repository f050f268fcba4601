-- name: check_policies :many
-- Applied policies, and their parameters as the query 'decisions' takes them.
-- column: id INTEGER
-- column: digest TEXT
-- column: body_json TEXT
-- column: detect_config TEXT
-- column: extract_config TEXT
-- column: relabel_config TEXT
-- column: series TEXT
-- column: detection TEXT
-- column: theta REAL
-- column: delta REAL
-- column: attempts INTEGER
-- column: judges TEXT
-- column: fallback TEXT
-- column: vote_valid TEXT
-- column: on_error TEXT
-- column: weighting TEXT
-- column: confidence TEXT - NULL: recorded
-- order: decided_order
SELECT
  id,
  digest,
  body_json,
  json_extract(body_json, '$.detect_config') AS detect_config,
  json_extract(body_json, '$.extract_config') AS extract_config,
  json_extract(body_json, '$.relabel_config') AS relabel_config,
  json_extract(body_json, '$.series') AS series,
  json_extract(body_json, '$.detection') AS detection,
  json_extract(body_json, '$.theta') AS theta,
  json_extract(body_json, '$.delta') AS delta,
  json_extract(body_json, '$.attempts') AS attempts,
  json_extract(body_json, '$.judges') AS judges,
  json_extract(body_json, '$.fallback') AS fallback,
  json_extract(body_json, '$.vote_valid') AS vote_valid,
  json_extract(body_json, '$.on_error') AS on_error,
  json_extract(body_json, '$.weighting') AS weighting,
  json_extract(body_json, '$.confidence') AS confidence
FROM gate_policy
ORDER BY decided_order;
