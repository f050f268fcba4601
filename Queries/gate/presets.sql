-- name: presets :many
-- The policies that have a name: what each sets; everything else is as in the query 'decisions'.
-- grain: one row per preset
-- column: preset TEXT
-- column: fallback TEXT
-- column: vote_valid TEXT
-- column: on_error TEXT
-- column: weighting TEXT
-- column: summary TEXT
-- order: preset
-- source: METHOD.md §4
WITH preset (preset, fallback, vote_valid, on_error, weighting, summary) AS (
  VALUES
    ('default', 'algorithm1', 'required', 'consume', 'severity', 'the paper, and a judge''s verdict counts'),
    ('paper', 'algorithm1', 'ignored', 'consume', 'severity', 'Algorithm 1 as printed'),
    ('reference', 'reference', 'ignored', 'consume', 'reference', 'the published code'),
    ('strict', 'none', 'required', 'consume', 'severity', 'no fallback at all')
)
SELECT preset, fallback, vote_valid, on_error, weighting, summary
FROM preset
ORDER BY preset;
