-- name: forget_quarantined :exec
-- Deletes a quarantined record.
-- param: id INTEGER - row of the record
DELETE FROM quarantine
WHERE id = :id;
