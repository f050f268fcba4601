-- name: contradictory_votes :many
-- Votes whose verdict and confidence contradict each other at a threshold.
-- grain: one row per judge
-- param: theta REAL = 0.5 in 0...1 - confidence threshold
-- column: judge TEXT
-- column: votes INTEGER - votes that are ok, with verdict and confidence
-- column: valid_below INTEGER - valid, yet below the threshold
-- column: invalid_above INTEGER - invalid, yet at the threshold or above
-- order: judge
-- scan: it counts every vote
-- source: METHOD.md §4
SELECT
  config_label.name AS judge,
  count(*) AS votes,
  count(*) FILTER (
    WHERE vote.valid AND vote.confidence < coalesce(CAST(:theta AS REAL), 0.5)) AS valid_below,
  count(*) FILTER (
    WHERE NOT vote.valid AND vote.confidence >= coalesce(CAST(:theta AS REAL), 0.5)) AS invalid_above
FROM config_label
JOIN vote ON vote.config_id = config_label.config_id
WHERE vote.status = 'ok' AND vote.valid IS NOT NULL AND vote.confidence IS NOT NULL
GROUP BY config_label.config_id, config_label.name
ORDER BY judge;
