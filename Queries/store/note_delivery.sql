-- name: note_delivery :exec
-- Notes how an endpoint takes the shape of an answer.
-- param: endpoint TEXT - what the user calls it
-- param: model TEXT - as endpoints know it
-- param: delivery TEXT - schema, object or none
INSERT INTO delivery_finding (endpoint, model, delivery)
VALUES (:endpoint, :model, :delivery)
ON CONFLICT (endpoint, model) DO UPDATE SET delivery = excluded.delivery;
