-- name: load_verdicts :many
-- The current verdict of every annotator on every attempt that a gate of these configs may read.
-- grain: one row per attempt and annotator
-- param: extract_config TEXT - digest
-- param: relabel_config TEXT - digest
-- param: series TEXT - beside main
-- column: attempt_id INTEGER
-- column: annotator TEXT
-- column: verdict TEXT - valid, invalid, unsure
-- order: attempt_id, annotator
SELECT annotation.attempt_id, annotator.name AS annotator, annotation.verdict
FROM annotation
JOIN annotator ON annotator.id = annotation.annotator_id
JOIN attempt ON attempt.id = annotation.attempt_id
JOIN stage_config AS relabel ON relabel.id = attempt.config_id
JOIN outcome ON outcome.id = attempt.outcome_id
JOIN stage_config AS extract ON extract.id = outcome.config_id
WHERE relabel.digest = :relabel_config AND extract.digest = :extract_config
  AND annotation.verdict IN ('valid', 'invalid', 'unsure')
  AND attempt.series IN ('main', :series)
  AND NOT EXISTS (
    SELECT 1
    FROM annotation AS later
    WHERE later.attempt_id = annotation.attempt_id
      AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq)
ORDER BY annotation.attempt_id, annotator.name;
