-- name: count_rated_attempts :one
-- How many attempts somebody has rated.
-- column: count INTEGER
SELECT count(DISTINCT attempt_id) AS count
FROM current_verdict;
