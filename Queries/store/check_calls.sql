-- name: check_calls :many
-- Model calls with what their digests are made of.
-- column: digest TEXT
-- column: answer_digest TEXT
-- column: stage TEXT
-- column: endpoint TEXT
-- column: model TEXT
-- column: series TEXT
-- column: request_json TEXT
-- column: repairs TEXT - digest of the call that it repairs
-- column: answer_text TEXT
-- column: raw_answer TEXT
-- column: finish_reason TEXT
-- column: refusal TEXT
-- column: prompt_tokens INTEGER
-- column: completion_tokens INTEGER
-- column: latency_ms REAL
-- column: http_status INTEGER
-- column: tries INTEGER
-- column: called_on TEXT
-- order: id
SELECT
  model_call.digest,
  model_call.answer_digest,
  model_call.stage,
  model_call.endpoint,
  model_call.model,
  model_call.series,
  model_call.request_json,
  repaired.digest AS repairs,
  model_call.answer_text,
  model_call.raw_answer,
  model_call.finish_reason,
  model_call.refusal,
  model_call.prompt_tokens,
  model_call.completion_tokens,
  model_call.latency_ms,
  model_call.http_status,
  model_call.tries,
  model_call.called_on
FROM model_call
LEFT JOIN model_call AS repaired ON repaired.id = model_call.repairs_id
ORDER BY model_call.id;
