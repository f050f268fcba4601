-- name: insert_quarantine :exec
-- Keeps a bad record; the same one is left alone.
-- param: digest TEXT - sha256:
-- param: label TEXT - label
-- param: format TEXT - importer
-- param: file TEXT - file
-- param: line INTEGER - from 1
-- param: reason TEXT - reason
-- param: record TEXT - the record; a blob where it is no UTF-8
INSERT INTO quarantine (
  digest,
  label,
  format,
  file,
  line,
  reason,
  record
)
VALUES (
  :digest,
  :label,
  :format,
  :file,
  :line,
  :reason,
  :record
)
ON CONFLICT DO NOTHING;
