-- name: load_outcome :optional
-- One outcome.
-- param: id INTEGER - row of the outcome
-- column: digest TEXT
-- column: achievements_json TEXT
-- column: observations_json TEXT
-- column: limitations TEXT
-- column: trajectory_id INTEGER
SELECT digest, achievements_json, observations_json, limitations, trajectory_id
FROM outcome
WHERE id = :id;
