-- name: exports :many
-- Exports that were written, the first one first.
-- grain: one row per export
-- column: export TEXT - digest of its manifest
-- column: takes TEXT - what examples were made from
-- column: example_count INTEGER
-- column: formats TEXT - comma-separated
-- column: theta REAL 0...1
-- column: split TEXT - name; NULL = none
-- column: parts TEXT - of the split, comma-separated
-- column: leak_pairs INTEGER - that its check found and that are no warning; NULL = no split
-- column: command TEXT - that makes it again; NULL = not told
-- order: id
SELECT
  export.digest AS export,
  json_extract(export.body_json, '$.examples.takes') AS takes,
  json_extract(export.body_json, '$.counts.pairs') AS example_count,
  (
    SELECT group_concat(value, ',')
    FROM json_each(export.body_json, '$.formats')
  ) AS formats,
  json_extract(export.body_json, '$.policy.parameters.theta') AS theta,
  CASE WHEN json_type(export.body_json, '$.split') = 'object'
    THEN json_extract(export.body_json, '$.split.name') END AS split,
  CASE WHEN json_type(export.body_json, '$.split') = 'object'
    THEN (
      SELECT group_concat(value, ',')
      FROM json_each(export.body_json, '$.split.parts')
    ) END AS parts,
  CASE WHEN json_type(export.body_json, '$.split') = 'object'
    THEN (
      SELECT coalesce(sum(value), 0)
      FROM json_each(export.body_json, '$.split.check.pairs_in_two_parts')
      WHERE key <> 'answer') END AS leak_pairs,
  json_extract(export.body_json, '$.command') AS command
FROM export
ORDER BY export.id;
