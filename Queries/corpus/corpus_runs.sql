-- name: corpus_runs :many
-- Runs by source and outcome, with a line for all.
-- grain: one row per source label and format, and one for all
-- column: source TEXT - label; all
-- column: format TEXT - NULL: all
-- column: files INTEGER - that were read
-- column: runs INTEGER
-- column: failed INTEGER
-- column: succeeded INTEGER
-- column: not_stated INTEGER - the source states no outcome
-- column: success_rate REAL 0...1 - succeeded / (failed + succeeded); NULL = no outcome is stated
-- column: models INTEGER - distinct ones that are stated
-- order: all last, else source, format
WITH
listed AS (
  SELECT label, format, count(*) AS files
  FROM source
  GROUP BY label, format
),
told AS MATERIALIZED (
  SELECT source.label, source.format, trajectory.success, trajectory.model
  FROM trajectory
  JOIN source ON source.id = trajectory.source_id
),
counted (place, source, format, files, runs, failed, succeeded, models) AS (
  SELECT
    0,
    listed.label,
    listed.format,
    listed.files,
    count(told.label),
    count(*) FILTER (WHERE told.success = 0),
    count(*) FILTER (WHERE told.success = 1),
    count(DISTINCT told.model)
  FROM listed
  LEFT JOIN told ON told.label = listed.label AND told.format = listed.format
  GROUP BY listed.label, listed.format
  UNION ALL
  SELECT
    1,
    'all',
    NULL,
    (SELECT count(*) FROM source),
    count(*),
    count(*) FILTER (WHERE success = 0),
    count(*) FILTER (WHERE success = 1),
    count(DISTINCT model)
  FROM told
)
SELECT
  source,
  format,
  files,
  runs,
  failed,
  succeeded,
  runs - failed - succeeded AS not_stated,
  succeeded * 1.0 / nullif(failed + succeeded, 0) AS success_rate,
  models
FROM counted
ORDER BY place, source, format;
