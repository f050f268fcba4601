-- name: outcomes_to_collect :many
-- Outcomes whose attempts and votes were not yet collected in this way.
-- grain: one row per outcome
-- param: extract_config_id INTEGER - extract config
-- param: config_id INTEGER - relabel config
-- param: series TEXT - series; outcomes of main serve a series that has none of its own
-- param: panel_json TEXT - array of judge digests, sorted
-- param: attempts_max INTEGER - K
-- param: mode TEXT - lazy or exhaustive
-- param: theta0 REAL - threshold of a lazy collection; NULL for an exhaustive one
-- column: id INTEGER
-- column: trajectory_id INTEGER
-- order: id
SELECT outcome.id, outcome.trajectory_id
FROM outcome
WHERE outcome.config_id = :extract_config_id
  AND (
    outcome.series = :series
    OR (
      outcome.series = 'main' AND NOT EXISTS (
        SELECT 1
        FROM outcome AS own
        WHERE own.trajectory_id = outcome.trajectory_id AND own.config_id = outcome.config_id
          AND own.series = :series)
    )
  )
  AND NOT EXISTS (
    SELECT 1
    FROM collection
    WHERE collection.outcome_id = outcome.id AND collection.config_id = :config_id
      AND collection.series = :series AND collection.panel_json = :panel_json
      AND collection.attempts_max = :attempts_max AND collection.mode = :mode
      AND collection.theta0 IS :theta0)
ORDER BY outcome.id;
