-- name: log_calls :many
-- Model calls, those that are repaired before those that repair them.
-- column: id INTEGER
-- column: digest TEXT
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
-- order: how many repairs lie before it, digest
WITH RECURSIVE ranked (id, rank) AS (
  SELECT id, 0
  FROM model_call
  WHERE repairs_id IS NULL
  UNION ALL
  SELECT model_call.id, ranked.rank + 1
  FROM ranked
  JOIN model_call ON model_call.repairs_id = ranked.id
)
SELECT
  model_call.id,
  model_call.digest,
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
FROM ranked
JOIN model_call ON model_call.id = ranked.id
LEFT JOIN model_call AS repaired ON repaired.id = model_call.repairs_id
ORDER BY ranked.rank, model_call.digest;
