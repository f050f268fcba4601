-- name: vacuum :exec
-- Writes the file anew, without what was deleted.
VACUUM;
