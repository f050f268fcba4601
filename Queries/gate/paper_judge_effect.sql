-- name: paper_judge_effect :many
-- What the paper reports that its single-judge and its multi-judge variants accept.
-- grain: one row per benchmark and variant
-- column: benchmark TEXT
-- column: judges TEXT - single, multi
-- column: processed INTEGER
-- column: accepted INTEGER
-- column: yield REAL 0...1 - accepted / processed
-- order: benchmark, judges
-- source: METHOD.md §4, §5; the paper's acceptance counts
SELECT
  benchmark,
  iif(method = 'agenther_sj', 'single', 'multi') AS judges,
  of_count AS processed,
  count AS accepted,
  count * 1.0 / of_count AS yield
FROM paper_count
WHERE metric = 'accepted' AND method IN ('agenther_sj', 'agenther_mj') AND setting IS NULL
ORDER BY benchmark, judges;
