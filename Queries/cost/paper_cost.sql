-- name: paper_cost :many
-- What the paper's authors say that their relabeling took. Theirs, as stated; nothing is computed but the share
-- for each run.
-- grain: one row
-- column: paper_failed_runs INTEGER
-- column: paper_cost_usd REAL
-- column: paper_cost_usd_per_run REAL - paper_cost_usd / paper_failed_runs
-- column: paper_cost_usd_per_accepted REAL
-- column: paper_minutes REAL - wall clock
-- order: fixed
-- source: METHOD.md §5; AgentHER (arXiv 2603.21357), revised abstract
SELECT
  3000 AS paper_failed_runs,
  max(value) FILTER (WHERE metric = 'cost') AS paper_cost_usd,
  max(value) FILTER (WHERE metric = 'cost') / 3000 AS paper_cost_usd_per_run,
  max(value) FILTER (WHERE metric = 'cost_per_accepted_pair') AS paper_cost_usd_per_accepted,
  max(value) FILTER (WHERE metric = 'wall_clock') AS paper_minutes
FROM paper_figure
WHERE place = 'abstract, revised' AND setting = '3000 failed runs'
ORDER BY paper_failed_runs;
