-- name: load_call :optional
-- A stored call with its answer.
-- param: digest TEXT - sha256: of the request
-- column: id INTEGER
-- column: answer_text TEXT
-- column: raw_answer TEXT
-- column: finish_reason TEXT
-- column: refusal TEXT
-- column: prompt_tokens INTEGER
-- column: completion_tokens INTEGER
-- column: latency_ms REAL
-- column: http_status INTEGER
-- column: tries INTEGER
SELECT
  id,
  answer_text,
  raw_answer,
  finish_reason,
  refusal,
  prompt_tokens,
  completion_tokens,
  latency_ms,
  http_status,
  tries
FROM model_call
WHERE digest = :digest;
