-- name: insert_prompt :exec
-- Stores a prompt template; one that is there is left alone.
-- param: digest TEXT - sha256: of the text
-- param: stage TEXT - stage
-- param: text TEXT - text
INSERT INTO prompt (digest, stage, text)
VALUES (:digest, :stage, :text)
ON CONFLICT DO NOTHING;
