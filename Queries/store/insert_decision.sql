-- name: insert_decision :exec
-- Stores one decision of a policy.
-- param: policy_id INTEGER - policy
-- param: trajectory_id INTEGER - run
-- param: decision TEXT - decision
-- param: k INTEGER - attempt
-- param: confidence REAL - confidence
-- param: weight REAL - training weight
-- param: in_out TEXT - in, out or open
-- param: missing_json TEXT - gaps
INSERT INTO decision (
  policy_id,
  trajectory_id,
  decision,
  k,
  confidence,
  weight,
  in_out,
  missing_json
)
VALUES (
  :policy_id,
  :trajectory_id,
  :decision,
  :k,
  :confidence,
  :weight,
  :in_out,
  :missing_json
)
;
