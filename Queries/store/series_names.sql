-- name: series_names :many
-- Every series that has a fact.
-- grain: one row per series
-- scan: series stand first in no index; asked where a new one is opened
-- column: series TEXT
-- order: series
SELECT series FROM detection
UNION
SELECT series FROM outcome
UNION
SELECT series FROM attempt
UNION
SELECT series FROM model_call
ORDER BY series;
