-- name: insert_lexicon :exec
-- Stores a term list of the rule detector.
-- param: digest TEXT - sha256: of terms_json
-- param: name TEXT - name
-- param: terms_json TEXT - canonical JSON
INSERT INTO lexicon (
  digest,
  name,
  terms_json
)
VALUES (
  :digest,
  :name,
  :terms_json
)
ON CONFLICT DO NOTHING;
