-- name: paper_survival :many
-- How many pairs that the paper's single judge accepts its second judge accepts too: in the rated sample, and in all.
-- The two do not fit together, if the sample is one of the pairs accepted.
-- grain: one row per set of pairs
-- column: pairs TEXT - rated sample, corpus
-- column: single_judge INTEGER - accepted
-- column: multi_judge INTEGER - accepted
-- column: share REAL 0...1 - multi_judge / single_judge
-- order: rated sample, corpus
-- source: METHOD.md §5; the paper's counts
WITH counted (place, pairs, single_judge, multi_judge) AS (
  SELECT
    0,
    'rated sample',
    max(of_count) FILTER (WHERE method = 'agenther_sj'),
    max(of_count) FILTER (WHERE method = 'agenther_mj')
  FROM paper_count
  WHERE metric = 'rated_valid'
  UNION ALL
  SELECT
    1,
    'corpus',
    max(count) FILTER (WHERE method = 'agenther_sj'),
    max(count) FILTER (WHERE method = 'agenther_mj')
  FROM paper_count
  WHERE metric = 'accepted' AND benchmark = 'webarena' AND setting IS NULL
)
SELECT pairs, single_judge, multi_judge, multi_judge * 1.0 / single_judge AS share
FROM counted
ORDER BY place;
