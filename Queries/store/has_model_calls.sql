-- name: has_model_calls :one
-- Whether any call of a model is recorded.
-- grain: one row
-- column: found INTEGER - 1 or 0
SELECT EXISTS (SELECT 1 FROM model_call) AS found;
