-- name: judges_against_gold :many
-- Each judge's verdicts beside the majority of the annotators, on the attempts that have both.
-- grain: one row per relabel config and judge
-- column: relabel_config TEXT - name
-- column: judge TEXT - name
-- column: rated INTEGER - attempts with a vote and a majority
-- column: valid INTEGER - of them, those that people rate valid
-- column: both_valid INTEGER
-- column: only_judge INTEGER - the judge says valid, people invalid
-- column: only_gold INTEGER - the judge says invalid, people valid
-- column: both_invalid INTEGER
-- order: relabel_config, judge, digests
-- source: STATISTICS.md (agreement)
WITH
verdict AS (
  SELECT annotation.attempt_id, annotation.verdict
  FROM annotation
  WHERE annotation.attempt_id IS NOT NULL
    AND annotation.verdict IN ('valid', 'invalid', 'unsure') AND NOT EXISTS (
    SELECT 1
    FROM annotation AS later
    WHERE later.attempt_id = annotation.attempt_id
      AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq)
),
gold AS MATERIALIZED (
  SELECT
    attempt_id,
    count(*) FILTER (WHERE verdict = 'valid') > count(*) FILTER (WHERE verdict = 'invalid') AS valid
  FROM verdict
  GROUP BY attempt_id
  HAVING count(*) FILTER (WHERE verdict = 'valid') <> count(*) FILTER (WHERE verdict = 'invalid')
)
SELECT
  relabel_label.name AS relabel_config,
  judge_label.name AS judge,
  count(*) AS rated,
  sum(gold.valid) AS valid,
  count(*) FILTER (WHERE vote.valid AND gold.valid) AS both_valid,
  count(*) FILTER (WHERE vote.valid AND NOT gold.valid) AS only_judge,
  count(*) FILTER (WHERE NOT coalesce(vote.valid, 0) AND gold.valid) AS only_gold,
  count(*) FILTER (WHERE NOT coalesce(vote.valid, 0) AND NOT gold.valid) AS both_invalid
FROM gold
JOIN attempt ON attempt.id = gold.attempt_id
JOIN vote ON vote.attempt_id = attempt.id AND vote.series = attempt.series
JOIN stage_config AS relabel ON relabel.id = attempt.config_id
JOIN stage_config AS judge ON judge.id = vote.config_id
JOIN config_label AS relabel_label ON relabel_label.config_id = attempt.config_id
JOIN config_label AS judge_label ON judge_label.config_id = vote.config_id
WHERE vote.status = 'ok' AND vote.confidence IS NOT NULL
GROUP BY attempt.config_id, vote.config_id
ORDER BY relabel_config, judge, relabel.digest, judge.digest;
