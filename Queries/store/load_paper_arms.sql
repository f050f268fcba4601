-- name: load_paper_arms :many
-- The paper's figures for its arms on WebArena with Qwen2.5-7B: of its ablation, else of its main table.
-- grain: one row per arm of the paper
-- column: method TEXT
-- column: success_pct REAL
-- column: delta_pp REAL - against its full arm
-- column: noise_pct REAL
-- order: method
-- source: AgentHER (arXiv 2603.21357), Tables 1 and 2
SELECT
  method,
  coalesce(
    max(value) FILTER (WHERE metric = 'success_rate' AND place = 'table 2'),
    max(value) FILTER (WHERE metric = 'success_rate')) AS success_pct,
  max(value) FILTER (WHERE metric = 'success_rate_delta') AS delta_pp,
  max(value) FILTER (WHERE metric = 'noise') AS noise_pct
FROM paper_figure
WHERE place IN ('table 1', 'table 2') AND benchmark = 'webarena' AND model = 'qwen2.5-7b'
GROUP BY method
ORDER BY method;
