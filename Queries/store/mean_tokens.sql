-- name: mean_tokens :many
-- How many tokens recorded calls took on average, as their endpoints counted.
-- grain: one row per stage, endpoint and model with such a call
-- column: stage TEXT
-- column: endpoint TEXT
-- column: model TEXT
-- column: prompt_tokens REAL
-- column: completion_tokens REAL
-- order: stage, endpoint, model
SELECT
  stage,
  endpoint,
  model,
  avg(prompt_tokens) AS prompt_tokens,
  avg(completion_tokens) AS completion_tokens
FROM model_call
WHERE prompt_tokens IS NOT NULL AND completion_tokens IS NOT NULL
GROUP BY stage, endpoint, model
ORDER BY stage, endpoint, model;
