-- name: paper_ratings :many
-- The paper's human evaluation as counts: how many of the rated pairs of each group are valid.
-- grain: one row per group
-- column: pairs TEXT - accepted_single_judge, accepted_multi_judge, filtered_out
-- column: rated INTEGER
-- column: valid INTEGER
-- column: invalid INTEGER
-- column: noise REAL 0...1 - invalid / rated
-- order: single judge, multi-judge, filtered out
-- source: METHOD.md §5; the paper's human evaluation, reconstructed from counts
SELECT
  CASE method WHEN 'agenther_sj' THEN 'accepted_single_judge'
    WHEN 'agenther_mj' THEN 'accepted_multi_judge'
    ELSE method END AS pairs,
  of_count AS rated,
  count AS valid,
  of_count - count AS invalid,
  (of_count - count) * 1.0 / of_count AS noise
FROM paper_count
WHERE metric = 'rated_valid'
ORDER BY CASE method WHEN 'agenther_sj' THEN 0 WHEN 'agenther_mj' THEN 1 ELSE 2 END, pairs;
