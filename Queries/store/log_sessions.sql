-- name: log_sessions :many
-- Commands that called models.
-- column: began_at TEXT
-- column: series TEXT
-- column: seconds REAL
-- column: calls INTEGER
-- order: began_at, series, seconds, calls
SELECT began_at, series, seconds, calls
FROM call_session
ORDER BY began_at, series, seconds, calls;
