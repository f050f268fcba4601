-- name: yield_by_failure_type :many
-- What a policy accepts of each failure type, from stored facts, with a line for all.
-- grain: one row per failure type, and one for all
-- param: detect_config TEXT - name, label/name or digest; NULL = the only one present
-- param: extract_config TEXT - name, label/name or digest; NULL = the only one present
-- param: relabel_config TEXT - name, label/name or digest; NULL = the only one present
-- param: series TEXT = main - sampling to read; what it lacks is read from main
-- param: detection TEXT = on in on|off - off: no r, no delta, weight 1
-- param: theta REAL = 0.5 in 0...1 - confidence threshold
-- param: delta REAL = 0.3 in 0...1 - least severity weight that is kept
-- param: attempts INTEGER = 3 in 1...1000 - K
-- param: judges JSON - array of judge names, [] = single judge; NULL = every judge that voted
-- param: fallback TEXT = algorithm1 in none|algorithm1|reference - when no attempt passes
-- param: vote_valid TEXT = required in required|ignored - does a judge's verdict count
-- param: on_error TEXT = consume in consume|gap - what an answer without a result is
-- param: weighting TEXT = severity in severity|reference|uniform|uniform_after_gate - what w is
-- param: confidence TEXT = recorded - recorded, calibrated (by the only stored calibration), or calibrated:NAME
-- column: failure_type TEXT - all, or as the detector says; (no type), (no detection)
-- column: processed INTEGER - members of F
-- column: accepted INTEGER
-- column: fallback INTEGER
-- column: rejected INTEGER
-- column: open INTEGER - undetermined
-- column: dropped_before INTEGER - not_failure, irrecoverable, below_delta
-- column: open_in INTEGER - undetermined, and accepted in any case
-- column: open_out INTEGER - undetermined, and not accepted in any case
-- column: yield_low REAL 0...1 - least (accepted + fallback) / processed, whatever is missing
-- column: yield_high REAL 0...1 - greatest of it; equal to yield_low if nothing is open
-- column: mean_weight REAL 0...1 - over accepted and fallback; NULL if there are none
-- order: all last, else by failure type
-- source: METHOD.md §4, §5
WITH
argument AS (
  SELECT
    coalesce(:series, 'main') AS series,
    coalesce(:detection, 'on') AS detection,
    coalesce(CAST(:theta AS REAL), 0.5) AS theta,
    coalesce(CAST(:delta AS REAL), 0.3) AS delta,
    coalesce(CAST(:attempts AS INTEGER), 3) AS attempts,
    coalesce(:fallback, 'algorithm1') AS fallback,
    coalesce(:vote_valid, 'required') AS vote_valid,
    coalesce(:on_error, 'consume') AS on_error,
    coalesce(:weighting, 'severity') AS weighting
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
    CASE WHEN detection IN ('on', 'off') THEN detection
      ELSE json_extract('{}', 'unknown detection ' || detection) END AS detection,
    CASE WHEN theta BETWEEN 0 AND 1 THEN theta
      ELSE json_extract('{}', 'theta lies in 0...1, is ' || theta) END AS theta,
    CASE WHEN delta BETWEEN 0 AND 1 THEN delta
      ELSE json_extract('{}', 'delta lies in 0...1, is ' || delta) END AS delta,
    CASE WHEN attempts >= 1 THEN attempts
      ELSE json_extract('{}', 'attempts counts from 1, is ' || attempts) END AS attempts,
    CASE WHEN fallback IN ('none', 'algorithm1', 'reference') THEN fallback
      ELSE json_extract('{}', 'unknown fallback ' || fallback) END AS fallback,
    CASE WHEN vote_valid IN ('required', 'ignored') THEN vote_valid
      ELSE json_extract('{}', 'unknown vote_valid ' || vote_valid) END AS vote_valid,
    CASE WHEN on_error IN ('consume', 'gap') THEN on_error
      ELSE json_extract('{}', 'unknown on_error ' || on_error) END AS on_error,
    CASE WHEN weighting IN ('severity', 'reference', 'uniform', 'uniform_after_gate') THEN weighting
      ELSE json_extract('{}', 'unknown weighting ' || weighting) END AS weighting,
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
config AS MATERIALIZED (
  SELECT
    CASE WHEN count(*) FILTER (WHERE stage = 'detect') > 1
      THEN json_extract('{}', 'several detect configs fit detect_config: '
        || group_concat(name) FILTER (WHERE stage = 'detect'))
      ELSE max(id) FILTER (WHERE stage = 'detect') END AS detect_id,
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
-- Attempts, key by key: the row of the series, else that of main. A rater without a map keeps its confidences.
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
-- F, with its detections, and what the detector alone decides.
detected AS (
  SELECT
    policy.detection,
    policy.weighting,
    policy.delta,
    trajectory.id AS trajectory_id,
    trajectory.success,
    EXISTS (
      SELECT 1
      FROM outcome
      WHERE outcome.trajectory_id = trajectory.id AND outcome.config_id = config.extract_id
        AND outcome.series IN ('main', policy.series)) AS has_outcome,
    coalesce(own.id, base.id) AS detection_id,
    coalesce(iif(own.id IS NULL, base.is_failure, own.is_failure), 1) AS is_failure,
    coalesce(iif(own.id IS NULL, base.recoverable, own.recoverable), 1) AS is_recoverable,
    CASE
      WHEN policy.detection = 'off' OR policy.weighting = 'uniform' THEN 1.0
      WHEN policy.weighting = 'reference' THEN iif(own.id IS NULL, base.severity, own.severity)
      WHEN own.id IS NULL THEN coalesce(base.weight, 1 - base.severity)
      ELSE coalesce(own.weight, 1 - own.severity)
    END AS gate_weight
  FROM policy
  JOIN config
  JOIN trajectory ON trajectory.success = 0 OR trajectory.success IS NULL
  LEFT JOIN detection AS own ON own.trajectory_id = trajectory.id
    AND own.config_id = config.detect_id AND own.series = policy.series
  LEFT JOIN detection AS base ON base.trajectory_id = trajectory.id
    AND base.config_id = config.detect_id AND base.series = 'main'
),
corpus AS MATERIALIZED (
  SELECT
    trajectory_id,
    has_outcome,
    iif(weighting = 'uniform_after_gate', 1.0, gate_weight) AS weight,
    CASE
      WHEN detection = 'off' THEN NULL
      WHEN detection_id IS NULL THEN 'undetermined'
      WHEN NOT is_failure THEN 'not_failure'
      WHEN NOT is_recoverable THEN 'irrecoverable'
      WHEN gate_weight IS NULL THEN 'undetermined'
      WHEN gate_weight < delta AND weighting <> 'uniform' THEN 'below_delta'
    END AS detector_decision
  FROM detected
  WHERE success = 0 OR (detection_id IS NOT NULL AND is_failure)
),
-- The confidence gate: every k up to K passes (yes), does not (no), or is open.
slot_number (k) AS (
  SELECT 1
  UNION ALL
  SELECT k + 1 FROM slot_number WHERE k < (SELECT attempts FROM policy)
),
-- The relabeler and each judge on the attempts that the relabeler lets through.
heard AS (
  SELECT
    recorded.attempt_id,
    recorded.k,
    recorded.place,
    recorded.name,
    recorded.vote_id,
    recorded.status,
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
      iif(seat.place = 0, NULL, policy.calibration_id) AS calibration_id,
      seen_attempt.trajectory_id,
      seen_attempt.attempt_id,
      seen_attempt.k,
      seat.place,
      seat.name,
      seat.digest AS judge,
      vote.id AS vote_id,
      vote.status,
      vote.valid,
      iif(seat.place = 0, seen_attempt.confidence, vote.confidence) AS confidence
    FROM policy
    JOIN seen_attempt ON seen_attempt.is_usable AND seen_attempt.valid
      AND seen_attempt.confidence >= policy.theta AND seen_attempt.k <= policy.attempts
    CROSS JOIN seat
    LEFT JOIN vote ON vote.attempt_id = seen_attempt.attempt_id AND vote.config_id = seat.config_id
      AND vote.series = CASE WHEN EXISTS (
        SELECT 1 FROM vote AS own
        WHERE own.attempt_id = seen_attempt.attempt_id AND own.config_id = seat.config_id
          AND own.series = policy.series) THEN policy.series ELSE 'main' END
  ) AS recorded
),
ballot AS (
  SELECT
    heard.attempt_id,
    heard.k,
    heard.place,
    heard.name,
    heard.place = 1 AND (heard.vote_id IS NULL OR (
      policy.on_error = 'gap' AND (heard.status <> 'ok' OR heard.confidence IS NULL))) AS is_missing,
    CASE
      WHEN heard.place = 0 THEN 0
      WHEN heard.status <> 'ok' OR heard.confidence IS NULL OR heard.confidence < policy.theta THEN 1
      ELSE policy.vote_valid = 'required' AND heard.valid IS NOT 1
    END AS is_rejecting,
    -- A missing vote can go either way, but at θ = 0 with verdicts ignored: no confidence is below 0.
    NOT (policy.theta <= 0 AND policy.vote_valid = 'ignored') AS can_reject,
    heard.confidence
  FROM policy
  JOIN heard
),
-- All ballots of an attempt: the window's last row has seen them all, in order.
tally AS MATERIALIZED (
  SELECT
    attempt_id,
    CASE WHEN rejecting_count > 0 THEN 'no' WHEN open_count > 0 THEN 'open' ELSE 'yes' END AS passes,
    iif(missing_count = 0, total / ballot_count, NULL) AS mean_confidence,
    iif(missing_count > 0, missing_votes, NULL) AS missing_votes
  FROM (
    SELECT
      attempt_id,
      sum(is_rejecting AND NOT is_missing) OVER ordered AS rejecting_count,
      sum(is_missing AND can_reject) OVER ordered AS open_count,
      sum(is_missing) OVER ordered AS missing_count,
      sum(iif(is_missing, 0.0, confidence)) OVER ordered AS total,
      row_number() OVER ordered AS ballot_number,
      count(*) OVER (PARTITION BY attempt_id) AS ballot_count,
      json_group_array(json_object('vote', k, 'judge', name)) FILTER (WHERE is_missing)
        OVER ordered AS missing_votes
    FROM ballot
    WINDOW ordered AS (PARTITION BY attempt_id ORDER BY place, name ROWS UNBOUNDED PRECEDING)
  )
  WHERE ballot_number = ballot_count
),
slot AS (
  SELECT
    corpus.trajectory_id,
    corpus.has_outcome,
    corpus.weight,
    corpus.detector_decision,
    0.8 * policy.theta AS fallback_threshold,
    slot_number.k,
    attempt.confidence,
    coalesce(attempt.is_usable AND attempt.valid, 0) AND CASE policy.fallback
      WHEN 'algorithm1' THEN attempt.confidence < policy.theta AND attempt.confidence > 0
      WHEN 'reference' THEN 1
      ELSE 0
    END AS is_candidate,
    CASE
      WHEN attempt.attempt_id IS NULL OR (policy.on_error = 'gap' AND NOT attempt.is_usable)
        THEN 'open'
      -- An attempt without a tally is not usable, not valid, or below θ.
      ELSE coalesce(tally.passes, 'no')
    END AS passes,
    tally.mean_confidence,
    tally.missing_votes
  FROM policy
  JOIN corpus
  CROSS JOIN slot_number
  LEFT JOIN seen_attempt AS attempt ON attempt.trajectory_id = corpus.trajectory_id
    AND attempt.k = slot_number.k
  LEFT JOIN tally ON tally.attempt_id = attempt.attempt_id
),
run AS (
  SELECT
    *,
    min(k) FILTER (WHERE passes = 'yes') OVER whole AS passed_k,
    min(k) FILTER (WHERE passes = 'open') OVER whole AS open_k,
    max(confidence) FILTER (WHERE is_candidate) OVER whole AS best_confidence,
    -- The best candidate, the earliest of equals.
    first_value(k) OVER (
      PARTITION BY trajectory_id ORDER BY is_candidate DESC, confidence DESC, k) AS best_k
  FROM slot
  WINDOW whole AS (PARTITION BY trajectory_id)
),
gate AS (
  SELECT
    *,
    CASE
      WHEN passed_k < coalesce(open_k, passed_k + 1) THEN 'accepted'
      WHEN open_k IS NOT NULL THEN 'undetermined'
      WHEN best_confidence >= fallback_threshold THEN 'fallback'
      ELSE 'rejected'
    END AS gate_decision,
    -- Accepted whatever the open slots turn out to be: something later passes or falls back.
    passed_k IS NOT NULL OR coalesce(best_confidence >= fallback_threshold, 0) AS is_in
  FROM run
),
-- One row for each trajectory: the slot that decides.
decided AS (
  SELECT *, coalesce(detector_decision, gate_decision) AS decision
  FROM gate
  WHERE k = CASE gate_decision
    WHEN 'accepted' THEN passed_k
    WHEN 'undetermined' THEN open_k
    WHEN 'fallback' THEN best_k
    ELSE 1
  END
),
typed AS (
  SELECT
    decided.decision,
    iif(decided.decision IN ('accepted', 'fallback'), decided.weight, NULL) AS weight,
    CASE
      WHEN decided.decision <> 'undetermined' THEN NULL
      WHEN decided.detector_decision = 'undetermined'
        THEN iif(decided.gate_decision = 'rejected', 'out', 'open')
      ELSE iif(decided.is_in, 'in', 'open')
    END AS open_side,
    CASE WHEN coalesce(own.id, base.id) IS NULL THEN '(no detection)'
      ELSE coalesce(iif(own.id IS NULL, base.failure_type, own.failure_type), '(no type)')
    END AS failure_type
  FROM policy
  JOIN config
  JOIN decided
  LEFT JOIN detection AS own ON own.trajectory_id = decided.trajectory_id
    AND own.config_id = config.detect_id AND own.series = policy.series
  LEFT JOIN detection AS base ON base.trajectory_id = decided.trajectory_id
    AND base.config_id = config.detect_id AND base.series = 'main'
),
-- Every run counts twice: under its type, and under all.
listed AS (
  SELECT 0 AS place, failure_type, decision, weight, open_side FROM typed
  UNION ALL
  SELECT 1, 'all', decision, weight, open_side FROM typed
  UNION ALL
  SELECT 1, 'all', NULL, NULL, NULL
),
-- Weights are added in their own order, so that the sum does not depend on that of the rows.
weighed AS (
  SELECT
    *,
    sum(weight) OVER (
      PARTITION BY place, failure_type ORDER BY weight ROWS UNBOUNDED PRECEDING) AS total_weight
  FROM listed
),
grouped AS (
  SELECT
    place,
    failure_type,
    count(decision) AS processed,
    count(*) FILTER (WHERE decision = 'accepted') AS accepted,
    count(*) FILTER (WHERE decision = 'fallback') AS fallback,
    count(*) FILTER (WHERE decision = 'rejected') AS rejected,
    count(*) FILTER (WHERE decision = 'undetermined') AS open,
    count(*) FILTER (WHERE decision IN ('not_failure', 'irrecoverable', 'below_delta'))
      AS dropped_before,
    count(*) FILTER (WHERE open_side = 'in') AS open_in,
    count(*) FILTER (WHERE open_side = 'out') AS open_out,
    max(total_weight) / count(weight) AS mean_weight
  FROM weighed
  GROUP BY place, failure_type
)
SELECT
  failure_type,
  processed,
  accepted,
  fallback,
  rejected,
  open,
  dropped_before,
  open_in,
  open_out,
  (accepted + fallback + open_in) * 1.0 / processed AS yield_low,
  (accepted + fallback + open - open_out) * 1.0 / processed AS yield_high,
  mean_weight
FROM grouped
ORDER BY place, failure_type;
