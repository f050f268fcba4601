-- name: note_batch_failure :exec
-- Notes an error line of a batch service.
-- param: line_digest TEXT - sha256: of the line
INSERT INTO batch_failure (line_digest)
VALUES (:line_digest)
ON CONFLICT DO NOTHING;
