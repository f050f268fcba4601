-- name: insert_config_name :exec
-- Gives a config a name; a name that it has already is left alone.
-- param: config_id INTEGER - config
-- param: label TEXT - label that the name is local to
-- param: name TEXT - name
INSERT INTO config_name (
  config_id,
  label,
  name
)
VALUES (
  :config_id,
  :label,
  :name
)
ON CONFLICT DO NOTHING;
