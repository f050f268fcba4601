-- name: collections_of_run :many
-- Why the attempts and votes about one run end where they end.
-- grain: one row per collection
-- param: trajectory TEXT - digest of the run
-- column: outcome TEXT - digest of the outcome
-- column: relabel_config TEXT
-- column: series TEXT
-- column: panel_json TEXT - names of the judges; NULL: not stated
-- column: theta0 REAL 0...1 - θ₀; NULL: not lazy, or not stated
-- column: attempts_max INTEGER - K
-- column: mode TEXT - lazy, exhaustive
-- column: stop_reason TEXT
-- order: outcome, relabel_config, series, digest
SELECT
  outcome.digest AS outcome,
  config_label.name AS relabel_config,
  collection.series,
  iif(collection.panel_json IS NULL, NULL, (
    SELECT json_group_array(name)
    FROM (
      SELECT coalesce(judge.name, panel.value) AS name
      FROM json_each(collection.panel_json) AS panel
      LEFT JOIN config_label AS judge ON judge.digest = panel.value
      ORDER BY name))) AS panel_json,
  collection.theta0,
  collection.attempts_max,
  collection.mode,
  collection.stop_reason
FROM trajectory
JOIN outcome ON outcome.trajectory_id = trajectory.id
JOIN collection ON collection.outcome_id = outcome.id
JOIN config_label ON config_label.config_id = collection.config_id
WHERE trajectory.digest = :trajectory
ORDER BY outcome, relabel_config, collection.series, collection.digest;
