-- name: load_gate_extent :one
-- How far the ids and counts reach that gates go through.
-- grain: one row
-- scan: the greatest id is the last entry of its table
-- column: last_run INTEGER
-- column: last_outcome INTEGER
-- column: last_attempt INTEGER
SELECT
  coalesce((SELECT max(id) FROM trajectory), 0) AS last_run,
  coalesce((SELECT max(id) FROM outcome), 0) AS last_outcome,
  coalesce((SELECT max(id) FROM attempt), 0) AS last_attempt;
