-- name: recorded_deliveries :many
-- How endpoints take the shape of an answer, as was found out before.
-- grain: one row per endpoint and model
-- column: endpoint TEXT
-- column: model TEXT
-- column: delivery TEXT - schema, object or none
-- order: endpoint, model
SELECT endpoint, model, delivery
FROM delivery_finding
ORDER BY endpoint, model;
