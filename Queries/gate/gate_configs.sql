-- name: gate_configs :many
-- The configs that parameters of the gate mean: candidates for each, so that an error can list them.
-- grain: one row per parameter and config that fits it
-- param: detect_config TEXT - name, label/name or digest; NULL = the only one present
-- param: extract_config TEXT - name, label/name or digest; NULL = the only one present
-- param: relabel_config TEXT - name, label/name or digest; NULL = the only one present
-- param: series TEXT = main - sampling to read; what it lacks is read from main
-- param: detection TEXT = on in on|off - off: no r, no delta, weight 1
-- param: judges JSON - array of judge names, [] = single judge; NULL = every judge that voted
-- column: parameter TEXT - detect_config, extract_config, relabel_config, judges
-- column: given TEXT - the name that was asked for; NULL = none
-- column: name TEXT - name of the config; NULL = the name that was asked for means none
-- column: digest TEXT
-- order: parameter, given, name, digest
-- source: DESIGN.md §6
WITH
policy AS MATERIALIZED (
  SELECT coalesce(:series, 'main') AS series, coalesce(:detection, 'on') AS detection
),
-- Configs: those that a parameter names, or, where it names none, those with rows in the series
-- (in main, if the series has none of that stage).
named_config AS MATERIALIZED (
  SELECT DISTINCT stage_config.id, stage_config.stage
  FROM stage_config
  LEFT JOIN config_name ON config_name.config_id = stage_config.id
  WHERE CASE stage_config.stage
    WHEN 'detect' THEN :detect_config
    WHEN 'extract' THEN :extract_config
    WHEN 'relabel' THEN :relabel_config
  END IN (stage_config.digest, config_name.name, config_name.label || '/' || config_name.name)
),
detect_present AS (
  SELECT stage_config.id, series.name AS series
  FROM policy
  JOIN stage_config ON stage_config.stage = 'detect'
  JOIN (SELECT 'main' AS name UNION SELECT series FROM policy) AS series
  WHERE EXISTS (
    SELECT 1 FROM detection
    WHERE detection.config_id = stage_config.id AND detection.series = series.name)
),
detect_candidate AS (
  SELECT id FROM named_config WHERE stage = 'detect'
  UNION
  SELECT detect_present.id
  FROM detect_present
  JOIN policy
  WHERE :detect_config IS NULL AND policy.detection = 'on' AND detect_present.series = CASE
    WHEN EXISTS (SELECT 1 FROM detect_present AS own WHERE own.series = policy.series)
    THEN policy.series ELSE 'main' END
),
pair_present AS MATERIALIZED (
  SELECT extract.id AS extract_id, relabel.id AS relabel_id, series.name AS series
  FROM stage_config AS extract
  JOIN stage_config AS relabel ON relabel.stage = 'relabel'
  JOIN (SELECT 'main' AS name UNION SELECT series FROM policy) AS series
  WHERE extract.stage = 'extract'
    AND (:extract_config IS NULL
      OR EXISTS (SELECT 1 FROM named_config WHERE named_config.id = extract.id))
    AND (:relabel_config IS NULL
      OR EXISTS (SELECT 1 FROM named_config WHERE named_config.id = relabel.id))
    AND EXISTS (
      SELECT 1
      FROM outcome
      JOIN attempt ON attempt.outcome_id = outcome.id
      WHERE outcome.config_id = extract.id AND outcome.series IN ('main', series.name)
        AND attempt.config_id = relabel.id AND attempt.series = series.name)
),
pair AS MATERIALIZED (
  SELECT pair_present.extract_id, pair_present.relabel_id
  FROM pair_present
  JOIN policy
  WHERE pair_present.series = CASE
    WHEN EXISTS (SELECT 1 FROM pair_present AS own WHERE own.series = policy.series)
    THEN policy.series ELSE 'main' END
),
extract_candidate AS (
  SELECT id FROM named_config WHERE stage = 'extract'
  UNION
  SELECT extract_id FROM pair WHERE :extract_config IS NULL
  UNION
  -- Nothing is relabeled yet: the only config with outcomes, if there is only one.
  SELECT min(stage_config.id)
  FROM stage_config
  WHERE stage_config.stage = 'extract' AND :extract_config IS NULL
    AND NOT EXISTS (SELECT 1 FROM pair)
    AND EXISTS (SELECT 1 FROM outcome WHERE outcome.config_id = stage_config.id)
  HAVING count(*) = 1
),
relabel_candidate AS (
  SELECT id FROM named_config WHERE stage = 'relabel'
  UNION
  SELECT relabel_id FROM pair WHERE :relabel_config IS NULL
),
-- With several candidates there is no answer yet, and no judge is looked up.
config AS MATERIALIZED (
  SELECT
    (SELECT min(id) FROM extract_candidate HAVING count(*) = 1) AS extract_id,
    (SELECT min(id) FROM relabel_candidate HAVING count(*) = 1) AS relabel_id
),
-- Attempts, key by key: the row of the series, else that of main.
series_attempt AS (
  SELECT
    outcome.trajectory_id,
    attempt.id AS attempt_id,
    attempt.k,
    attempt.valid,
    attempt.confidence,
    attempt.status,
    2 * (attempt.series = policy.series) + (outcome.series = policy.series) AS closeness
  FROM policy
  JOIN config
  JOIN outcome ON outcome.config_id = config.extract_id AND outcome.series IN ('main', policy.series)
  JOIN attempt ON attempt.outcome_id = outcome.id AND attempt.config_id = config.relabel_id
    AND attempt.series IN ('main', policy.series) AND attempt.goal_index = 0
),
seen_attempt AS MATERIALIZED (
  SELECT trajectory_id, attempt_id, k, valid, confidence, status
  FROM series_attempt
  WHERE (SELECT series FROM policy) = 'main'
  UNION ALL
  SELECT trajectory_id, attempt_id, k, valid, confidence, status
  FROM (
    SELECT
      *,
      row_number() OVER (PARTITION BY trajectory_id, k ORDER BY closeness DESC) AS place
    FROM series_attempt
    WHERE (SELECT series FROM policy) <> 'main'
  )
  WHERE place = 1
),
judge_candidate AS (
  SELECT named.value AS given, config_label.config_id, coalesce(config_label.name, named.value) AS name
  FROM json_each(coalesce(:judges, '[]')) AS named
  LEFT JOIN config_label ON config_label.stage = 'judge' AND EXISTS (
    SELECT 1
    FROM stage_config
    LEFT JOIN config_name ON config_name.config_id = stage_config.id
    WHERE stage_config.id = config_label.config_id AND named.value IN (
      stage_config.digest, config_name.name, config_name.label || '/' || config_name.name))
  UNION
  SELECT config_label.name, config_label.config_id, config_label.name
  FROM config_label
  JOIN policy
  WHERE :judges IS NULL AND config_label.stage = 'judge' AND EXISTS (
    SELECT 1
    FROM seen_attempt
    JOIN vote ON vote.attempt_id = seen_attempt.attempt_id
    WHERE vote.config_id = config_label.config_id AND vote.series IN ('main', policy.series))
)
SELECT 'detect_config' AS parameter, :detect_config AS given, config_label.name, config_label.digest
FROM config_label
WHERE config_label.config_id IN (SELECT id FROM detect_candidate)
UNION ALL
SELECT 'extract_config', :extract_config, config_label.name, config_label.digest
FROM config_label
WHERE config_label.config_id IN (SELECT id FROM extract_candidate)
UNION ALL
SELECT 'relabel_config', :relabel_config, config_label.name, config_label.digest
FROM config_label
WHERE config_label.config_id IN (SELECT id FROM relabel_candidate)
UNION ALL
SELECT 'judges', judge_candidate.given, config_label.name, config_label.digest
FROM judge_candidate
LEFT JOIN config_label ON config_label.config_id = judge_candidate.config_id
ORDER BY parameter, given, name, digest;
