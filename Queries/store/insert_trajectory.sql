-- name: insert_trajectory :exec
-- Stores a run; one with the same content is left alone.
-- param: digest TEXT - sha256: of the content
-- param: external_id TEXT - the source's id
-- param: source_id INTEGER - source
-- param: task_id INTEGER - task
-- param: model TEXT - model that acted
-- param: trial INTEGER - n-th run of the task
-- param: round INTEGER - round of redeployment
-- param: goal TEXT - g
-- param: system_prompt TEXT - system prompt
-- param: tools_json TEXT - tool schemas
-- param: final_answer TEXT - final answer
-- param: failure_reason TEXT - stated failure reason
-- param: success INTEGER - 1, 0 or NULL
-- param: reward REAL - reward
-- param: metadata_json TEXT - everything else
INSERT INTO trajectory (
  digest,
  external_id,
  source_id,
  task_id,
  model,
  trial,
  round,
  goal,
  system_prompt,
  tools_json,
  final_answer,
  failure_reason,
  success,
  reward,
  metadata_json
)
VALUES (
  :digest,
  :external_id,
  :source_id,
  :task_id,
  :model,
  :trial,
  :round,
  :goal,
  :system_prompt,
  :tools_json,
  :final_answer,
  :failure_reason,
  :success,
  :reward,
  :metadata_json
)
ON CONFLICT (digest) DO NOTHING;
