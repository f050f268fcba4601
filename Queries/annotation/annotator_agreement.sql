-- name: annotator_agreement :many
-- How far annotators agree, pair by pair, on the attempts that both rated; who is unsure has not rated.
-- grain: one row per pair of annotators with an attempt in common
-- column: first TEXT - annotator
-- column: second TEXT - annotator
-- column: attempts INTEGER - n, those that both rated valid or invalid
-- column: both_valid INTEGER
-- column: only_first INTEGER - first valid, second invalid
-- column: only_second INTEGER - first invalid, second valid
-- column: both_invalid INTEGER
-- column: agreement REAL 0...1 - (both_valid + both_invalid) / attempts
-- order: first, second
-- source: STATISTICS.md (agreement)
WITH
rating AS MATERIALIZED (
  SELECT annotation.attempt_id, annotator.name, annotation.verdict = 'valid' AS valid
  FROM annotation
  JOIN annotator ON annotator.id = annotation.annotator_id
  WHERE annotation.attempt_id IS NOT NULL AND annotation.verdict IN ('valid', 'invalid') AND NOT EXISTS (
    SELECT 1
    FROM annotation AS later
    WHERE later.attempt_id = annotation.attempt_id
      AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq)
)
SELECT
  first.name AS first,
  second.name AS second,
  count(*) AS attempts,
  count(*) FILTER (WHERE first.valid AND second.valid) AS both_valid,
  count(*) FILTER (WHERE first.valid AND NOT second.valid) AS only_first,
  count(*) FILTER (WHERE NOT first.valid AND second.valid) AS only_second,
  count(*) FILTER (WHERE NOT first.valid AND NOT second.valid) AS both_invalid,
  avg(first.valid = second.valid) AS agreement
FROM rating AS first
JOIN rating AS second ON second.attempt_id = first.attempt_id AND second.name > first.name
GROUP BY first.name, second.name
ORDER BY first, second;
