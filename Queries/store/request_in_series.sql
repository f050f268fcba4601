-- name: request_in_series :one
-- A request to a model as another series asks it.
-- param: request TEXT - canonical JSON
-- param: series TEXT - series
-- param: repairs TEXT - digest of the call that it repairs; NULL = as it is
-- column: request TEXT
SELECT CASE WHEN :repairs IS NULL
  THEN json_set(:request, '$.series', :series)
  ELSE json_set(:request, '$.series', :series, '$.repairs', :repairs)
END AS request;
