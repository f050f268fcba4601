-- name: last_policy_parameters :optional
-- The parameters of a policy that was applied, as the query 'decisions' takes them.
-- param: policy TEXT - digest; NULL = the one applied last
-- column: detect_config TEXT - digest
-- column: extract_config TEXT - digest
-- column: relabel_config TEXT - digest
-- column: series TEXT
-- column: detection TEXT
-- column: theta REAL
-- column: delta REAL
-- column: attempts INTEGER
-- column: fallback TEXT
-- column: vote_valid TEXT
-- column: on_error TEXT
-- column: weighting TEXT
-- column: confidence TEXT - NULL: recorded
-- column: judges TEXT - JSON array of digests
SELECT
  json_extract(body_json, '$.detect_config') AS detect_config,
  json_extract(body_json, '$.extract_config') AS extract_config,
  json_extract(body_json, '$.relabel_config') AS relabel_config,
  json_extract(body_json, '$.series') AS series,
  json_extract(body_json, '$.detection') AS detection,
  json_extract(body_json, '$.theta') AS theta,
  json_extract(body_json, '$.delta') AS delta,
  json_extract(body_json, '$.attempts') AS attempts,
  json_extract(body_json, '$.fallback') AS fallback,
  json_extract(body_json, '$.vote_valid') AS vote_valid,
  json_extract(body_json, '$.on_error') AS on_error,
  json_extract(body_json, '$.weighting') AS weighting,
  json_extract(body_json, '$.confidence') AS confidence,
  json_extract(body_json, '$.judges') AS judges
FROM gate_policy
WHERE :policy IS NULL OR digest = :policy
ORDER BY decided_order DESC
LIMIT 1;
