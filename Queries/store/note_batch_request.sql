-- name: note_batch_request :exec
-- Notes a request that a batch service is to answer.
-- param: digest TEXT - sha256: of the request
-- param: stage TEXT - stage that asks
-- param: endpoint TEXT - as in the request
-- param: model TEXT - as in the request
-- param: request_json TEXT - canonical JSON
INSERT INTO batch_request (digest, stage, endpoint, model, request_json)
VALUES (:digest, :stage, :endpoint, :model, :request_json)
ON CONFLICT (digest) DO UPDATE SET request_json = excluded.request_json
WHERE request_json <> excluded.request_json;
