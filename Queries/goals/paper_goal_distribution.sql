-- name: paper_goal_distribution :many
-- The paper's figures on goals: over clusters of sentence embeddings, so no yardstick for other clusters.
-- grain: one row per measure
-- column: metric TEXT
-- column: paper_successes REAL - goals of the successful runs; NULL = not given
-- column: paper_accepted REAL - relabeled goals; NULL = not given
-- column: paper_between REAL - of one against the other; NULL = not given
-- order: metric
-- source: the paper's Table 8 (appendix E)
WITH measure (metric, printed) AS (
  VALUES
    ('clusters_covered', 'clusters_covered_of_18'),
    ('clusters_of_one_alone', 'long_tail_clusters_unique'),
    ('entropy_nats', 'mean_cluster_entropy_nats'),
    ('js_divergence_nats', 'js_divergence_vs_agenther')
)
SELECT
  measure.metric,
  max(value) FILTER (WHERE method = 'sft_success' AND printed <> 'js_divergence_vs_agenther')
    AS paper_successes,
  max(value) FILTER (WHERE method = 'agenther') AS paper_accepted,
  max(value) FILTER (WHERE method = 'sft_success' AND printed = 'js_divergence_vs_agenther')
    AS paper_between
FROM measure
JOIN paper_figure ON paper_figure.place = 'table 8' AND paper_figure.metric = measure.printed
GROUP BY measure.metric
ORDER BY measure.metric;
