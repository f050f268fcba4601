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
-- column: judges TEXT - JSON array of digests
-- order: name, digest
SELECT
  digest,
  name,
  rule,
  population,
  coalesce(json_array_length(extra_json, '$.items'), 0) AS drawn,
  json_extract(extra_json, '$.thetas') AS thetas,
  policy_digest,
  json_extract(extra_json, '$.policy.detect_config') AS detect_config,
  json_extract(extra_json, '$.policy.extract_config') AS extract_config,
  json_extract(extra_json, '$.policy.relabel_config') AS relabel_config,
  json_extract(extra_json, '$.policy.series') AS series,
  json_extract(extra_json, '$.policy.detection') AS detection,
  json_extract(extra_json, '$.policy.theta') AS theta,
  json_extract(extra_json, '$.policy.delta') AS delta,
  json_extract(extra_json, '$.policy.attempts') AS attempts,
  json_extract(extra_json, '$.policy.fallback') AS fallback,
  json_extract(extra_json, '$.policy.vote_valid') AS vote_valid,
  json_extract(extra_json, '$.policy.on_error') AS on_error,
  json_extract(extra_json, '$.policy.weighting') AS weighting,
  json_extract(extra_json, '$.policy.judges') AS judges
FROM annotation_frame
ORDER BY name, digest;
