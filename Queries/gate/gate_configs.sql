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
  SELECT
    coalesce(:series, 'main') AS series,
    coalesce(:detection, 'on') AS detection,
    :judges AS judges
),
-- Configs: those that a parameter names, or, where it names none, those with rows in the series
-- (in main, if the series has none of that stage).
named_config AS (
  SELECT DISTINCT stage_config.stage, stage_config.id
  FROM stage_config
  LEFT JOIN config_name ON config_name.config_id = stage_config.id
  WHERE CASE stage_config.stage
    WHEN 'detect' THEN :detect_config
    WHEN 'extract' THEN :extract_config
    WHEN 'relabel' THEN :relabel_config
  END IN (stage_config.digest, config_name.name, config_name.label || '/' || config_name.name)
),
detect_present AS (
  SELECT
    stage_config.id,
    EXISTS (
      SELECT 1 FROM detection
      WHERE detection.config_id = stage_config.id AND detection.series = policy.series) AS is_own,
    EXISTS (
      SELECT 1 FROM detection
      WHERE detection.config_id = stage_config.id AND detection.series = 'main') AS is_main
  FROM policy
  JOIN stage_config ON stage_config.stage = 'detect'
  WHERE :detect_config IS NULL AND policy.detection = 'on'
),
pair_present AS (
  SELECT
    extract.id AS extract_id,
    relabel.id AS relabel_id,
    EXISTS (
      SELECT 1
      FROM outcome
      JOIN attempt ON attempt.outcome_id = outcome.id
      WHERE outcome.config_id = extract.id AND outcome.series IN ('main', policy.series)
        AND attempt.config_id = relabel.id AND attempt.series = policy.series) AS is_own,
    EXISTS (
      SELECT 1
      FROM outcome
      JOIN attempt ON attempt.outcome_id = outcome.id
      WHERE outcome.config_id = extract.id AND outcome.series = 'main'
        AND attempt.config_id = relabel.id AND attempt.series = 'main') AS is_main
  FROM policy
  JOIN stage_config AS extract ON extract.stage = 'extract'
  JOIN stage_config AS relabel ON relabel.stage = 'relabel'
  WHERE (:extract_config IS NULL
      OR EXISTS (SELECT 1 FROM named_config WHERE named_config.id = extract.id))
    AND (:relabel_config IS NULL
      OR EXISTS (SELECT 1 FROM named_config WHERE named_config.id = relabel.id))
),
config_candidate AS (
  SELECT stage, id
  FROM named_config
  UNION
  SELECT 'detect', id
  FROM (SELECT id, is_own, is_main, max(is_own) OVER () AS has_own FROM detect_present)
  WHERE iif(has_own, is_own, is_main)
  UNION
  SELECT side.stage, iif(side.stage = 'extract', extract_id, relabel_id)
  FROM (SELECT *, max(is_own) OVER () AS has_own FROM pair_present)
  JOIN (SELECT 'extract' AS stage UNION ALL SELECT 'relabel') AS side
  WHERE iif(has_own, is_own, is_main)
    AND iif(side.stage = 'extract', :extract_config, :relabel_config) IS NULL
  UNION
  -- Nothing is relabeled yet: the only config with outcomes, if there is only one.
  SELECT 'extract', min(stage_config.id)
  FROM stage_config
  WHERE stage_config.stage = 'extract' AND :extract_config IS NULL
    AND NOT EXISTS (
      SELECT 1
      FROM stage_config AS relabel
      JOIN attempt ON attempt.config_id = relabel.id
      WHERE relabel.stage = 'relabel')
    AND EXISTS (SELECT 1 FROM outcome WHERE outcome.config_id = stage_config.id)
  HAVING count(*) = 1
),
-- With several candidates there is no answer yet, and no judge is looked up.
config AS MATERIALIZED (
  SELECT
    iif(count(*) FILTER (WHERE stage = 'extract') = 1, max(id) FILTER (WHERE stage = 'extract'), NULL)
      AS extract_id,
    iif(count(*) FILTER (WHERE stage = 'relabel') = 1, max(id) FILTER (WHERE stage = 'relabel'), NULL)
      AS relabel_id
  FROM config_candidate
),
judge_candidate AS (
  SELECT DISTINCT named.value AS given, config_label.config_id, coalesce(config_label.name, named.value) AS name
  FROM policy
  JOIN json_each(coalesce(policy.judges, '[null]')) AS named
  LEFT JOIN config_label ON config_label.stage = 'judge' AND CASE
    -- A vote counts on the attempt that its key reads: the row of the series, else that of main.
    WHEN :judges IS NULL THEN EXISTS (
      SELECT 1
      FROM config
      CROSS JOIN vote
      CROSS JOIN attempt ON attempt.id = vote.attempt_id AND attempt.config_id = config.relabel_id
        AND attempt.series IN ('main', policy.series) AND attempt.goal_index = 0
      CROSS JOIN outcome ON outcome.id = attempt.outcome_id AND outcome.config_id = config.extract_id
        AND outcome.series IN ('main', policy.series)
      WHERE vote.config_id = config_label.config_id AND vote.series IN ('main', policy.series)
        AND NOT EXISTS (
          SELECT 1
          FROM outcome AS other_outcome
          JOIN attempt AS other ON other.outcome_id = other_outcome.id
          WHERE other_outcome.trajectory_id = outcome.trajectory_id
            AND other_outcome.config_id = config.extract_id
            AND other_outcome.series IN ('main', policy.series)
            AND other.config_id = config.relabel_id AND other.series IN ('main', policy.series)
            AND other.k = attempt.k AND other.goal_index = 0
            AND (other.series = policy.series, other_outcome.series = policy.series)
              > (attempt.series = policy.series, outcome.series = policy.series)))
    ELSE named.value = config_label.digest OR EXISTS (
      SELECT 1
      FROM config_name
      WHERE config_name.config_id = config_label.config_id
        AND named.value IN (config_name.name, config_name.label || '/' || config_name.name))
  END
  WHERE config_label.config_id IS NOT NULL OR named.value IS NOT NULL
)
SELECT
  config_candidate.stage || '_config' AS parameter,
  CASE config_candidate.stage
    WHEN 'detect' THEN :detect_config
    WHEN 'extract' THEN :extract_config
    ELSE :relabel_config
  END AS given,
  config_label.name,
  config_label.digest
FROM config_candidate
JOIN config_label ON config_label.config_id = config_candidate.id
UNION ALL
SELECT 'judges', coalesce(judge_candidate.given, judge_candidate.name), 
  iif(stage_config.digest IS NULL, NULL, judge_candidate.name), stage_config.digest
FROM judge_candidate
LEFT JOIN stage_config ON stage_config.id = judge_candidate.config_id
ORDER BY parameter, given, name, digest;
