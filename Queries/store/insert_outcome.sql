-- name: insert_outcome :exec
-- Stores an answer of stage 2; one for the same key is left alone.
-- param: digest TEXT - sha256:
-- param: trajectory_id INTEGER - run
-- param: config_id INTEGER - config
-- param: series TEXT - series
-- param: achievements_json TEXT - array
-- param: observations_json TEXT - array
-- param: limitations TEXT - limitations
-- param: extra_json TEXT - unknown keys
-- param: call_id INTEGER - call that gave it; NULL: none
INSERT INTO outcome (
  digest,
  trajectory_id,
  config_id,
  series,
  achievements_json,
  observations_json,
  limitations,
  extra_json,
  call_id
)
VALUES (
  :digest,
  :trajectory_id,
  :config_id,
  :series,
  :achievements_json,
  :observations_json,
  :limitations,
  :extra_json,
  :call_id
)
ON CONFLICT DO NOTHING;
