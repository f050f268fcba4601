-- name: call_sessions :one
-- How long commands that called models took by the wall clock.
-- grain: one row
-- column: sessions INTEGER - commands that ended by themselves; killed ones are not counted
-- column: session_calls INTEGER - calls that these made
-- column: calls INTEGER - all calls that are stored, imported and killed ones' included
-- column: minutes REAL - of the sessions, added up; NULL = there is none
SELECT
  count(*) AS sessions,
  coalesce(sum(calls), 0) AS session_calls,
  (SELECT count(*) FROM model_call) AS calls,
  sum(seconds) / 60 AS minutes
FROM call_session;
