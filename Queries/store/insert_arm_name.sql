-- name: insert_arm_name :exec
-- Stores the name of an arm; a known one is left alone.
-- param: arm_id INTEGER - arm
-- param: name TEXT - name
INSERT INTO arm_name (
  arm_id,
  name
)
VALUES (
  :arm_id,
  :name
)
ON CONFLICT DO NOTHING;
