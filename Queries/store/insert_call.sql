-- name: insert_call :exec
-- Stores a model call; one with the same request is left alone.
-- param: digest TEXT - sha256:
-- param: answer_digest TEXT - sha256:
-- param: stage TEXT - stage
-- param: endpoint TEXT - endpoint
-- param: model TEXT - model
-- param: series TEXT - series
-- param: request_json TEXT - canonical JSON
-- param: repairs_id INTEGER - call that it repairs
-- param: answer_text TEXT - text
-- param: raw_answer TEXT - body
-- param: finish_reason TEXT - finish reason
-- param: refusal TEXT - refusal
-- param: prompt_tokens INTEGER - tokens
-- param: completion_tokens INTEGER - tokens
-- param: latency_ms REAL - milliseconds
-- param: http_status INTEGER - status
-- param: tries INTEGER - from 1
-- param: called_on TEXT - UTC day
INSERT INTO model_call (
  digest,
  answer_digest,
  stage,
  endpoint,
  model,
  series,
  request_json,
  repairs_id,
  answer_text,
  raw_answer,
  finish_reason,
  refusal,
  prompt_tokens,
  completion_tokens,
  latency_ms,
  http_status,
  tries,
  called_on
)
VALUES (
  :digest,
  :answer_digest,
  :stage,
  :endpoint,
  :model,
  :series,
  :request_json,
  :repairs_id,
  :answer_text,
  :raw_answer,
  :finish_reason,
  :refusal,
  :prompt_tokens,
  :completion_tokens,
  :latency_ms,
  :http_status,
  :tries,
  :called_on
)
ON CONFLICT DO NOTHING;
