-- name: batch_status :many
-- What became of the requests in batch files.
-- grain: one row per file, endpoint and model, and one for the requests that stand in no file
-- column: file TEXT - NULL = not yet written
-- column: endpoint TEXT
-- column: model TEXT
-- column: requests INTEGER - that stand in this file last
-- column: answered INTEGER - whose answer is stored
-- column: failed INTEGER - for which the service gave an error; 'batch write' writes them again
-- column: open INTEGER - without word from the service
-- column: problem TEXT - one of the errors, the first in the order of letters; NULL = there is none
-- order: files by name, those in no file last; endpoint, model
WITH
stated AS MATERIALIZED (
  SELECT
    file,
    endpoint,
    model,
    problem,
    EXISTS (SELECT 1 FROM model_call WHERE model_call.digest = batch_request.digest) AS is_answered
  FROM batch_request
)
SELECT
  file,
  endpoint,
  model,
  count(*) AS requests,
  sum(is_answered) AS answered,
  sum(NOT is_answered AND problem IS NOT NULL) AS failed,
  sum(NOT is_answered AND problem IS NULL) AS open,
  min(problem) FILTER (WHERE NOT is_answered) AS problem
FROM stated
GROUP BY file, endpoint, model
ORDER BY file IS NULL, file, endpoint, model;
