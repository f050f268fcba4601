-- name: paper_rounds :many
-- The paper's rounds of redeployment, as it prints them.
-- grain: one row per round; round 0 is the model before any training on relabeled runs
-- column: round INTEGER
-- column: paper_failures INTEGER - new failures of the round; NULL = none
-- column: paper_accepted INTEGER - of these, accepted by two judges; NULL = none
-- column: paper_success_pct REAL - success of the model trained after the round, percent
-- order: round
-- source: the paper's Table 3
SELECT
  CAST(substr(paper_figure.setting, 7) AS INTEGER) AS round,
  paper_count.of_count AS paper_failures,
  paper_count.count AS paper_accepted,
  paper_figure.value AS paper_success_pct
FROM paper_figure
LEFT JOIN paper_count ON paper_count.place = 'table 3' AND paper_count.setting = paper_figure.setting
WHERE paper_figure.place = 'table 3'
ORDER BY round;
