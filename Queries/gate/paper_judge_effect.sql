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
WITH figure (benchmark, judges, processed, accepted) AS (
  VALUES
    ('toolbench', 'single', 5000, 4123),
    ('webarena', 'multi', 3000, 2197),
    ('webarena', 'single', 3000, 2341)
)
SELECT benchmark, judges, processed, accepted, accepted * 1.0 / processed AS yield
FROM figure
ORDER BY benchmark, judges;
