-- name: judge_agreement :many
-- How far the relabeler and the judges agree, pair by pair, on the attempts that both answered.
-- grain: one row per pair of raters: the relabeler first, then judges by name
-- param: extract_config TEXT - name, label/name or digest; NULL = the only one present
-- param: relabel_config TEXT - name, label/name or digest; NULL = the only one present
-- param: series TEXT = main - sampling to read; what it lacks is read from main
-- param: theta REAL = 0.5 in 0...1 - confidence threshold
-- param: attempts INTEGER in 1...1000 - K, attempts beyond it do not count; NULL = every attempt
-- param: judges JSON - array of judge names, [] = single judge; NULL = every judge that voted
-- param: vote_valid TEXT = required in required|ignored - does a judge's verdict count
-- param: confidence TEXT = recorded - recorded, calibrated (by the only stored calibration), or calibrated:NAME
-- column: first TEXT - relabeler, or a judge
-- column: second TEXT - a judge
-- column: attempts INTEGER - n, those that both answered
-- column: both_yes INTEGER
-- column: only_first INTEGER - first yes, second no
-- column: only_second INTEGER - first no, second yes
-- column: both_no INTEGER
-- column: agreement REAL 0...1 - (both_yes + both_no) / attempts; NULL = no attempts
-- column: kappa REAL -1...1 - Cohen's; NULL = undefined, both always give one and the same answer
-- column: pabak REAL -1...1 - 2 * agreement - 1
-- column: prevalence REAL 0...1 - share of yes among all 2 * attempts answers
-- column: contradictory INTEGER - attempts on which a verdict and its confidence contradict each other
-- order: first, second; the relabeler comes first
-- scan: it reads every vote of the judges
-- source: STATISTICS.md, METHOD.md §4
WITH
argument AS (
  SELECT
    coalesce(:series, 'main') AS series,
    coalesce(CAST(:theta AS REAL), 0.5) AS theta,
    CAST(:attempts AS INTEGER) AS attempts,
    coalesce(:vote_valid, 'required') AS vote_valid
),
named_calibration AS (
  SELECT id
  FROM calibration
  WHERE :confidence IN ('calibrated', 'calibrated:' || name, 'calibrated:' || digest)
),
-- A value that no rule knows stops the query: json_extract reports the text of a bad path.
policy AS MATERIALIZED (
  SELECT
    series,
    CASE WHEN theta BETWEEN 0 AND 1 THEN theta
      ELSE json_extract('{}', 'theta lies in 0...1, is ' || theta) END AS theta,
    CASE WHEN attempts IS NULL OR attempts >= 1 THEN attempts
      ELSE json_extract('{}', 'attempts counts from 1, is ' || attempts) END AS attempts,
    CASE WHEN vote_valid IN ('required', 'ignored') THEN vote_valid
      ELSE json_extract('{}', 'unknown vote_valid ' || vote_valid) END AS vote_valid,
    CASE WHEN coalesce(:confidence, 'recorded') = 'recorded' THEN NULL
      WHEN (SELECT count(*) FROM named_calibration) = 1 THEN (SELECT id FROM named_calibration)
      ELSE json_extract('{}', 'no stored calibration, or several, for confidence ' || :confidence)
    END AS calibration_id,
    CASE WHEN :judges IS NOT NULL AND (
        json_type(:judges) <> 'array'
        OR EXISTS (SELECT 1 FROM json_each(:judges) AS judge WHERE judge.type <> 'text'))
      THEN json_extract('{}', 'judges is a JSON array of names, is ' || :judges)
      ELSE :judges END AS judges
  FROM argument
),
-- Configs: those that a parameter names, or, where it names none, those with rows in the series
-- (in main, if the series has none).
named_config AS (
  SELECT DISTINCT stage_config.stage, stage_config.id
  FROM stage_config
  LEFT JOIN config_name ON config_name.config_id = stage_config.id
  WHERE CASE stage_config.stage
    WHEN 'extract' THEN :extract_config
    WHEN 'relabel' THEN :relabel_config
  END IN (stage_config.digest, config_name.name, config_name.label || '/' || config_name.name)
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
  SELECT side.stage, iif(side.stage = 'extract', extract_id, relabel_id)
  FROM (SELECT *, max(is_own) OVER () AS has_own FROM pair_present)
  JOIN (SELECT 'extract' AS stage UNION ALL SELECT 'relabel') AS side
  WHERE iif(has_own, is_own, is_main)
    AND iif(side.stage = 'extract', :extract_config, :relabel_config) IS NULL
),
config AS MATERIALIZED (
  SELECT
    CASE WHEN count(*) FILTER (WHERE stage = 'extract') > 1
      THEN json_extract('{}', 'several extract configs fit extract_config: '
        || group_concat(name) FILTER (WHERE stage = 'extract'))
      ELSE max(id) FILTER (WHERE stage = 'extract') END AS extract_id,
    CASE WHEN count(*) FILTER (WHERE stage = 'relabel') > 1
      THEN json_extract('{}', 'several relabel configs fit relabel_config: '
        || group_concat(name) FILTER (WHERE stage = 'relabel'))
      ELSE max(id) FILTER (WHERE stage = 'relabel') END AS relabel_id
  FROM (
    SELECT
      config_candidate.stage,
      config_candidate.id,
      (
        SELECT min(config_name.label || '/' || config_name.name)
        FROM config_name
        WHERE config_name.config_id = config_candidate.id
      ) AS name
    FROM config_candidate
    ORDER BY name
  )
),
-- Attempts, key by key: the row of the series, else that of main.
seen_attempt AS MATERIALIZED (
  SELECT
    recorded.trajectory_id,
    recorded.attempt_id,
    recorded.k,
    recorded.valid,
    CASE WHEN recorded.calibration_id IS NULL THEN recorded.confidence ELSE coalesce((
      SELECT CASE
        WHEN piece.slope IS NOT NULL THEN 1 / (1 + exp(-(piece.intercept + piece.slope * recorded.confidence)))
        WHEN recorded.confidence = piece.high THEN piece.high_value
        ELSE min(piece.high_value, max(piece.low_value, piece.low_value
          + (recorded.confidence - piece.low) / (piece.high - piece.low) * (piece.high_value - piece.low_value)))
      END
      FROM calibration_fold
      JOIN calibration_piece AS piece ON piece.calibration_id = recorded.calibration_id
        AND piece.rater = 'relabeler' AND piece.fold = calibration_fold.fold
        AND piece.high >= recorded.confidence
      WHERE calibration_fold.trajectory_id = recorded.trajectory_id
      ORDER BY piece.high
      LIMIT 1
    ), recorded.confidence) END AS confidence,
    recorded.is_usable
  FROM (
    SELECT
      policy.calibration_id,
      outcome.trajectory_id,
      attempt.id AS attempt_id,
      attempt.k,
      attempt.valid,
      attempt.confidence,
      attempt.status = 'ok' AND attempt.confidence IS NOT NULL AND attempt.valid IS NOT NULL
        AS is_usable,
      row_number() OVER (
        PARTITION BY outcome.trajectory_id, attempt.k
        ORDER BY attempt.series = policy.series DESC, outcome.series = policy.series DESC
      ) AS place
    FROM policy
    JOIN config
    JOIN outcome ON outcome.config_id = config.extract_id
      AND outcome.series IN ('main', policy.series)
    JOIN attempt ON attempt.outcome_id = outcome.id AND attempt.config_id = config.relabel_id
      AND attempt.series IN ('main', policy.series) AND attempt.goal_index = 0
  ) AS recorded
  WHERE recorded.place = 1
),
judge_candidate AS (
  SELECT DISTINCT
    named.value AS given,
    config_label.config_id,
    config_label.digest,
    coalesce(config_label.name, named.value) AS name
  FROM policy
  JOIN json_each(coalesce(policy.judges, '[null]')) AS named
  LEFT JOIN config_label ON config_label.stage = 'judge' AND CASE
    WHEN :judges IS NULL THEN EXISTS (
      SELECT 1
      FROM seen_attempt
      JOIN vote ON vote.attempt_id = seen_attempt.attempt_id
      WHERE vote.config_id = config_label.config_id AND vote.series IN ('main', policy.series))
    ELSE named.value = config_label.digest OR EXISTS (
      SELECT 1
      FROM config_name
      WHERE config_name.config_id = config_label.config_id
        AND named.value IN (config_name.name, config_name.label || '/' || config_name.name))
  END
  WHERE config_label.config_id IS NOT NULL OR named.value IS NOT NULL
),
-- Who is heard on an attempt, in the order in which confidences are summed: the relabeler, then the
-- panel by name.
seat AS (
  SELECT 0 AS place, '' AS name, NULL AS config_id, NULL AS digest
  UNION ALL
  SELECT
    1,
    name,
    CASE WHEN max(meant_count) > 1
      THEN json_extract('{}', 'several judges are named ' || min(given))
      ELSE config_id END,
    digest
  FROM (
    SELECT given, config_id, digest, name,
      iif(given IS NULL, 1, count(*) OVER (PARTITION BY given)) AS meant_count
    FROM judge_candidate
  )
  GROUP BY name
),
-- The votes of the judges that gave an answer.
heard AS (
  SELECT
    recorded.attempt_id,
    recorded.place,
    recorded.name,
    recorded.valid,
    CASE WHEN recorded.calibration_id IS NULL THEN recorded.confidence ELSE coalesce((
      SELECT CASE
        WHEN piece.slope IS NOT NULL THEN 1 / (1 + exp(-(piece.intercept + piece.slope * recorded.confidence)))
        WHEN recorded.confidence = piece.high THEN piece.high_value
        ELSE min(piece.high_value, max(piece.low_value, piece.low_value
          + (recorded.confidence - piece.low) / (piece.high - piece.low) * (piece.high_value - piece.low_value)))
      END
      FROM calibration_fold
      JOIN calibration_piece AS piece ON piece.calibration_id = recorded.calibration_id
        AND piece.rater = recorded.judge AND piece.fold = calibration_fold.fold
        AND piece.high >= recorded.confidence
      WHERE calibration_fold.trajectory_id = recorded.trajectory_id
      ORDER BY piece.high
      LIMIT 1
    ), recorded.confidence) END AS confidence
  FROM (
    SELECT
      policy.calibration_id,
      seen_attempt.trajectory_id,
      seen_attempt.attempt_id,
      seat.place,
      seat.name,
      seat.digest AS judge,
      vote.valid,
      vote.confidence
    FROM policy
    JOIN seen_attempt ON seen_attempt.k <= coalesce(policy.attempts, seen_attempt.k)
    CROSS JOIN seat ON seat.place = 1
    JOIN vote ON vote.attempt_id = seen_attempt.attempt_id AND vote.config_id = seat.config_id
      AND vote.series = CASE WHEN EXISTS (
        SELECT 1 FROM vote AS own
        WHERE own.attempt_id = seen_attempt.attempt_id AND own.config_id = seat.config_id
          AND own.series = policy.series) THEN policy.series ELSE 'main' END
    WHERE vote.status = 'ok' AND vote.confidence IS NOT NULL
  ) AS recorded
),
-- Who says what on which attempt. Yes is what passes the gate: for the relabeler b = 1 and c >= theta, for a
-- judge a confidence of at least theta and, if verdicts count, the verdict valid. An answer that is not ok,
-- or lacks its confidence (the relabeler's also its flag), is none.
rating AS MATERIALIZED (
  SELECT
    seen_attempt.attempt_id,
    seat.place,
    seat.name,
    seen_attempt.valid AND seen_attempt.confidence >= policy.theta AS is_yes,
    seen_attempt.valid <> (seen_attempt.confidence >= policy.theta) AS is_contradictory
  FROM policy
  JOIN seen_attempt ON seen_attempt.is_usable
    AND seen_attempt.k <= coalesce(policy.attempts, seen_attempt.k)
  JOIN seat ON seat.place = 0
  UNION ALL
  SELECT
    vote.attempt_id,
    vote.place,
    vote.name,
    vote.confidence >= policy.theta AND (policy.vote_valid = 'ignored' OR vote.valid IS 1),
    coalesce(vote.valid <> (vote.confidence >= policy.theta), 0)
  FROM policy
  JOIN heard AS vote
),
tally AS (
  SELECT
    one.place AS first_place,
    iif(one.place = 0, 'relabeler', one.name) AS first,
    other.name AS second,
    count(left_rating.attempt_id) AS attempts,
    count(*) FILTER (WHERE left_rating.is_yes AND right_rating.is_yes) AS both_yes,
    count(*) FILTER (WHERE left_rating.is_yes AND NOT right_rating.is_yes) AS only_first,
    count(*) FILTER (WHERE NOT left_rating.is_yes AND right_rating.is_yes) AS only_second,
    count(*) FILTER (WHERE NOT left_rating.is_yes AND NOT right_rating.is_yes) AS both_no,
    count(*) FILTER (WHERE left_rating.is_contradictory OR right_rating.is_contradictory)
      AS contradictory
  FROM seat AS one
  JOIN seat AS other ON (other.place, other.name) > (one.place, one.name)
  LEFT JOIN (
    rating AS left_rating
    JOIN rating AS right_rating ON right_rating.attempt_id = left_rating.attempt_id
  ) ON left_rating.place = one.place AND left_rating.name = one.name
    AND right_rating.place = other.place AND right_rating.name = other.name
  GROUP BY one.place, one.name, other.place, other.name
),
-- Chance agreement times n * n, in integers.
chance AS (
  SELECT
    *,
    (both_yes + only_first) * (both_yes + only_second)
      + (only_second + both_no) * (only_first + both_no) AS expected
  FROM tally
)
SELECT
  first,
  second,
  attempts,
  both_yes,
  only_first,
  only_second,
  both_no,
  (both_yes + both_no) * 1.0 / attempts AS agreement,
  ((both_yes + both_no) * attempts - expected) * 1.0 / (attempts * attempts - expected) AS kappa,
  (both_yes + both_no - only_first - only_second) * 1.0 / attempts AS pabak,
  (2 * both_yes + only_first + only_second) * 1.0 / (2 * attempts) AS prevalence,
  contradictory
FROM chance
ORDER BY first_place, first, second;
