-- name: paper_rounds :many
-- The paper's rounds of redeployment, as it prints them.
-- grain: one row per round; round 0 is the model before any training on relabeled runs
-- column: round INTEGER
-- column: paper_failures INTEGER - new failures of the round; NULL = none
-- column: paper_accepted INTEGER - of these, accepted by two judges; NULL = none
-- column: paper_success_pct REAL - success of the model trained after the round, percent
-- order: round
-- source: the paper's Table 3
WITH paper (round, failures, accepted, success_pct) AS (
  VALUES (0, NULL, NULL, 18.9), (1, 3000, 2197, 27.8), (2, 2500, 1750, 29.4), (3, 2000, 1360, 29.9)
)
SELECT
  round,
  failures AS paper_failures,
  accepted AS paper_accepted,
  success_pct AS paper_success_pct
FROM paper
ORDER BY round;
