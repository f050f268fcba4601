-- name: insert_attempt :exec
-- Stores an attempt of stage 3; one for the same key is left alone.
-- param: digest TEXT - sha256:
-- param: outcome_id INTEGER - outcome
-- param: config_id INTEGER - config
-- param: series TEXT - series
-- param: k INTEGER - from 1
-- param: goal_index INTEGER - from 0
-- param: hindsight_goal TEXT - ĝ
-- param: valid INTEGER - b
-- param: confidence REAL - c
-- param: rationale TEXT - rationale
-- param: status TEXT - status
-- param: first_step INTEGER - first step
-- param: last_step INTEGER - last step
-- param: extra_json TEXT - unknown keys
-- param: call_id INTEGER - call that gave it; NULL: none
INSERT INTO attempt (
  digest,
  outcome_id,
  config_id,
  series,
  k,
  goal_index,
  hindsight_goal,
  valid,
  confidence,
  rationale,
  status,
  first_step,
  last_step,
  extra_json,
  call_id
)
VALUES (
  :digest,
  :outcome_id,
  :config_id,
  :series,
  :k,
  :goal_index,
  :hindsight_goal,
  :valid,
  :confidence,
  :rationale,
  :status,
  :first_step,
  :last_step,
  :extra_json,
  :call_id
)
ON CONFLICT DO NOTHING;
