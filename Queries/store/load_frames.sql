-- name: load_frames :many
-- Frames with the policy that they were drawn for, as the query 'decisions' takes it.
-- column: digest TEXT
-- column: name TEXT
-- column: rule TEXT
-- column: population INTEGER - N
-- column: drawn INTEGER - pairs listed
-- column: thetas TEXT - JSON array, strict to loose; NULL: no grid
-- column: policy_digest TEXT
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
-- order: name, digest
WITH frame AS (
  -- A frame that does not say its policy itself names one that was applied here.
  SELECT
    annotation_frame.digest,
    annotation_frame.name,
    annotation_frame.rule,
    annotation_frame.population,
    annotation_frame.extra_json,
    annotation_frame.policy_digest,
    coalesce(json_extract(annotation_frame.extra_json, '$.policy'), gate_policy.body_json) AS policy_json
  FROM annotation_frame
  LEFT JOIN gate_policy ON gate_policy.digest = annotation_frame.policy_digest
)
SELECT
  digest,
  name,
  rule,
  population,
  coalesce(json_array_length(extra_json, '$.items'), 0) AS drawn,
  json_extract(extra_json, '$.thetas') AS thetas,
  policy_digest,
  json_extract(policy_json, '$.detect_config') AS detect_config,
  json_extract(policy_json, '$.extract_config') AS extract_config,
  json_extract(policy_json, '$.relabel_config') AS relabel_config,
  json_extract(policy_json, '$.series') AS series,
  json_extract(policy_json, '$.detection') AS detection,
  json_extract(policy_json, '$.theta') AS theta,
  json_extract(policy_json, '$.delta') AS delta,
  json_extract(policy_json, '$.attempts') AS attempts,
  json_extract(policy_json, '$.fallback') AS fallback,
  json_extract(policy_json, '$.vote_valid') AS vote_valid,
  json_extract(policy_json, '$.on_error') AS on_error,
  json_extract(policy_json, '$.weighting') AS weighting,
  json_extract(policy_json, '$.confidence') AS confidence,
  json_extract(policy_json, '$.judges') AS judges
FROM frame
ORDER BY name, digest;
