-- name: paper_goal_distribution :many
-- The paper's figures on goals: over clusters of sentence embeddings, so no yardstick for other clusters.
-- grain: one row per measure
-- column: metric TEXT
-- column: paper_successes REAL - goals of the successful runs; NULL = not given
-- column: paper_accepted REAL - relabeled goals; NULL = not given
-- column: paper_between REAL - of one against the other; NULL = not given
-- order: metric
-- source: the paper's Table 8 (appendix E)
WITH figure (metric, successes, accepted, between_both) AS (
  VALUES
    ('clusters_covered', 11, 14, NULL),
    ('clusters_of_one_alone', 0, 3, NULL),
    ('entropy_nats', 1.83, 2.47, NULL),
    ('js_divergence_nats', NULL, NULL, 0.31)
)
SELECT
  metric,
  successes AS paper_successes,
  accepted AS paper_accepted,
  between_both AS paper_between
FROM figure
ORDER BY metric;
