-- name: insert_call_session :exec
-- Adds a command that called models.
-- param: began_at TEXT - UTC, YYYY-MM-DDThh:mm:ssZ
-- param: series TEXT - that it wrote to
-- param: seconds REAL - wall clock
-- param: calls INTEGER - that were answered and stored
INSERT INTO call_session (began_at, series, seconds, calls)
VALUES (:began_at, :series, :seconds, :calls)
ON CONFLICT DO NOTHING;
