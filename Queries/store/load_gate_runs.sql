-- name: load_gate_runs :many
-- Runs that did not succeed, as far as their sources say.
-- grain: one row per run
-- column: id INTEGER
-- column: success INTEGER - 0, or NULL: the source states no outcome
-- order: id
SELECT id, success
FROM trajectory
WHERE success = 0 OR success IS NULL
ORDER BY id;
