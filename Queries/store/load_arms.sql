-- name: load_arms :many
-- Stored arms that a name means, with what they are, as the parameters of the query 'decisions'.
-- grain: one row per arm
-- param: name TEXT - name, NAME#DIGEST as arm_summary shows it, or digest
-- column: name TEXT
-- column: digest TEXT
-- column: detect_config TEXT
-- column: extract_config TEXT
-- column: relabel_config TEXT
-- column: series TEXT
-- column: detection TEXT
-- column: theta REAL
-- column: delta REAL
-- column: attempts INTEGER
-- column: judges TEXT - JSON array of digests; NULL = every judge that voted
-- column: fallback TEXT
-- column: vote_valid TEXT
-- column: on_error TEXT
-- column: weighting TEXT
-- column: confidence TEXT - NULL: recorded
-- column: takes TEXT
-- column: objective TEXT
-- column: success_share REAL
-- column: failed_runs INTEGER
-- column: round INTEGER
-- column: confidence_above REAL
-- order: digest
SELECT
  arm_label.name,
  arm.digest,
  json_extract(arm.body_json, '$.detect_config') AS detect_config,
  json_extract(arm.body_json, '$.extract_config') AS extract_config,
  json_extract(arm.body_json, '$.relabel_config') AS relabel_config,
  json_extract(arm.body_json, '$.series') AS series,
  json_extract(arm.body_json, '$.detection') AS detection,
  json_extract(arm.body_json, '$.theta') AS theta,
  json_extract(arm.body_json, '$.delta') AS delta,
  json_extract(arm.body_json, '$.attempts') AS attempts,
  json_extract(arm.body_json, '$.judges') AS judges,
  json_extract(arm.body_json, '$.fallback') AS fallback,
  json_extract(arm.body_json, '$.vote_valid') AS vote_valid,
  json_extract(arm.body_json, '$.on_error') AS on_error,
  json_extract(arm.body_json, '$.weighting') AS weighting,
  json_extract(arm.body_json, '$.confidence') AS confidence,
  json_extract(arm.body_json, '$.takes') AS takes,
  json_extract(arm.body_json, '$.objective') AS objective,
  json_extract(arm.body_json, '$.success_share') AS success_share,
  json_extract(arm.body_json, '$.failed_runs') AS failed_runs,
  json_extract(arm.body_json, '$.round') AS round,
  json_extract(arm.body_json, '$.confidence_above') AS confidence_above
FROM arm
JOIN arm_label ON arm_label.arm_id = arm.id
WHERE arm.digest = :name OR arm_label.name = :name OR EXISTS (
  SELECT 1
  FROM arm_name
  WHERE arm_name.arm_id = arm.id AND arm_name.name = :name)
ORDER BY arm.digest;
