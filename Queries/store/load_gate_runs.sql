-- name: load_gate_runs :many
-- Runs of one stated outcome, with ids in a range.
-- grain: one row per run
-- param: success INTEGER - 0, or NULL: the source states no outcome
-- param: first INTEGER - least run
-- param: last INTEGER - greatest run
-- column: id INTEGER
-- order: id
SELECT id
FROM trajectory
WHERE success IS :success AND id BETWEEN :first AND :last
ORDER BY id;
