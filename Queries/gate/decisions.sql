-- name: decisions :many
-- The gate's decision on every failed trajectory, from stored facts alone.
-- grain: one row per member of F (success = 0, or unknown and detected as a failure)
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
-- column: trajectory TEXT - the file's id
-- column: decision TEXT - accepted, fallback, rejected, not_failure, irrecoverable, below_delta, undetermined
-- column: k INTEGER - attempt that won; NULL unless accepted or fallback
-- column: confidence REAL 0...1 - mean over relabeler and panel (accepted), c (fallback), else NULL
-- column: weight REAL 0...1 - training weight; NULL unless accepted or fallback
-- column: in_out TEXT - in, out; open = acceptance is not certain
-- column: missing TEXT - JSON array of the gaps at the first undecided point; NULL = decided
-- order: trajectory
-- source: METHOD.md §4, DESIGN.md §3
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
-- A value that no rule knows stops the query: json_extract reports the text of a bad path.
policy AS MATERIALIZED (
  SELECT
    series,
    CASE WHEN detection IN ('on', 'off') THEN detection
      ELSE json_extract('{}', 'unknown detection ' || detection) END AS detection,
    theta,
    delta,
    attempts,
    CASE WHEN fallback IN ('none', 'algorithm1', 'reference') THEN fallback
      ELSE json_extract('{}', 'unknown fallback ' || fallback) END AS fallback,
    CASE WHEN vote_valid IN ('required', 'ignored') THEN vote_valid
      ELSE json_extract('{}', 'unknown vote_valid ' || vote_valid) END AS vote_valid,
    CASE WHEN on_error IN ('consume', 'gap') THEN on_error
      ELSE json_extract('{}', 'unknown on_error ' || on_error) END AS on_error,
    CASE WHEN weighting IN ('severity', 'reference', 'uniform', 'uniform_after_gate') THEN weighting
      ELSE json_extract('{}', 'unknown weighting ' || weighting) END AS weighting
  FROM argument
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
config AS MATERIALIZED (
  SELECT
    (
      SELECT CASE WHEN count(*) > 1
        THEN json_extract('{}', 'several detect configs fit detect_config: ' || group_concat(name))
        ELSE min(config_id) END
      FROM config_label WHERE config_id IN (SELECT id FROM detect_candidate)
    ) AS detect_id,
    (
      SELECT CASE WHEN count(*) > 1
        THEN json_extract('{}', 'several extract configs fit extract_config: ' || group_concat(name))
        ELSE min(config_id) END
      FROM config_label WHERE config_id IN (SELECT id FROM extract_candidate)
    ) AS extract_id,
    (
      SELECT CASE WHEN count(*) > 1
        THEN json_extract('{}', 'several relabel configs fit relabel_config: ' || group_concat(name))
        ELSE min(config_id) END
      FROM config_label WHERE config_id IN (SELECT id FROM relabel_candidate)
    ) AS relabel_id
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
-- The panel, in the order in which confidences are summed.
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
),
panel AS MATERIALIZED (
  SELECT
    CASE WHEN max(meant) > 1
      THEN json_extract('{}', 'several judges are named ' || min(given))
      ELSE config_id END AS config_id,
    name
  FROM (
    SELECT given, config_id, name, count(*) OVER (PARTITION BY given) AS meant
    FROM judge_candidate
  )
  GROUP BY name
),
-- F, with its detections, and what the detector alone decides.
detected AS (
  SELECT
    trajectory.id AS trajectory_id,
    trajectory.success,
    coalesce(own.id, base.id) AS detection_id,
    coalesce(iif(own.id IS NULL, base.is_failure, own.is_failure), 1) AS is_failure,
    coalesce(iif(own.id IS NULL, base.recoverable, own.recoverable), 1) AS recoverable,
    iif(own.id IS NULL, base.severity, own.severity) AS severity,
    iif(own.id IS NULL, base.weight, own.weight) AS stored_weight
  FROM policy
  JOIN config
  JOIN trajectory ON trajectory.success = 0 OR trajectory.success IS NULL
  LEFT JOIN detection AS own ON own.trajectory_id = trajectory.id
    AND own.config_id = config.detect_id AND own.series = policy.series
  LEFT JOIN detection AS base ON base.trajectory_id = trajectory.id
    AND base.config_id = config.detect_id AND base.series = 'main'
),
weighed AS (
  SELECT
    detected.*,
    CASE
      WHEN policy.detection = 'off' OR policy.weighting = 'uniform' THEN 1.0
      WHEN policy.weighting = 'reference' THEN severity
      ELSE coalesce(stored_weight, 1 - severity)
    END AS gate_weight
  FROM detected
  JOIN policy
),
corpus AS MATERIALIZED (
  SELECT
    weighed.trajectory_id,
    CASE WHEN policy.weighting = 'uniform_after_gate' THEN 1.0 ELSE gate_weight END AS weight,
    CASE
      WHEN policy.detection = 'off' THEN NULL
      WHEN detection_id IS NULL THEN 'undetermined'
      WHEN NOT is_failure THEN 'not_failure'
      WHEN NOT recoverable THEN 'irrecoverable'
      WHEN gate_weight IS NULL THEN 'undetermined'
      WHEN gate_weight < policy.delta AND policy.weighting <> 'uniform' THEN 'below_delta'
    END AS decision
  FROM weighed
  JOIN policy
  WHERE success = 0 OR (detection_id IS NOT NULL AND is_failure)
),
-- The confidence gate: every k up to K passes (yes), does not (no), or is open.
slot_number (k) AS (
  SELECT 1
  UNION ALL
  SELECT k + 1 FROM slot_number WHERE k < (SELECT attempts FROM policy)
),
usable_attempt AS (
  SELECT
    seen_attempt.*,
    status = 'ok' AND confidence IS NOT NULL AND valid IS NOT NULL AS is_usable
  FROM seen_attempt
),
-- What each judge of the panel says on the attempts that the relabeler lets through.
ballot AS MATERIALIZED (
  SELECT
    usable_attempt.attempt_id,
    usable_attempt.k,
    panel.name,
    vote.valid,
    vote.confidence,
    vote.status = 'ok' AND vote.confidence IS NOT NULL AS is_usable,
    vote.id IS NULL
      OR (policy.on_error = 'gap' AND (vote.status <> 'ok' OR vote.confidence IS NULL)) AS is_missing
  FROM policy
  JOIN usable_attempt ON usable_attempt.is_usable AND usable_attempt.valid
    AND usable_attempt.confidence >= policy.theta AND usable_attempt.k <= policy.attempts
  CROSS JOIN panel
  LEFT JOIN vote ON vote.attempt_id = usable_attempt.attempt_id AND vote.config_id = panel.config_id
    AND vote.series = CASE WHEN EXISTS (
      SELECT 1 FROM vote AS own
      WHERE own.attempt_id = usable_attempt.attempt_id AND own.config_id = panel.config_id
        AND own.series = policy.series) THEN policy.series ELSE 'main' END
),
tally AS MATERIALIZED (
  SELECT
    ballot.attempt_id,
    sum(CASE
      WHEN is_missing THEN 0
      WHEN NOT is_usable OR confidence < policy.theta THEN 1
      ELSE policy.vote_valid = 'required' AND valid IS NOT 1
    END) AS rejected_count,
    -- A missing vote can go either way, but at θ = 0 with verdicts ignored: no confidence is below 0.
    sum(is_missing AND NOT (policy.theta <= 0 AND policy.vote_valid = 'ignored')) AS open_count
  FROM ballot
  JOIN policy
  GROUP BY ballot.attempt_id
),
-- Accepted confidence: the mean, summed in this order: the relabeler, then the judges by name.
voice AS (
  SELECT usable_attempt.attempt_id, 0 AS place, '' AS name, usable_attempt.confidence
  FROM policy
  JOIN usable_attempt ON usable_attempt.is_usable AND usable_attempt.valid
    AND usable_attempt.confidence >= policy.theta AND usable_attempt.k <= policy.attempts
  UNION ALL
  SELECT attempt_id, 1, name, iif(is_missing, NULL, confidence)
  FROM ballot
),
mean AS MATERIALIZED (
  SELECT attempt_id, iif(known_count = voice_count, total / voice_count, NULL) AS confidence
  FROM (
    SELECT
      attempt_id,
      sum(confidence) OVER ordered AS total,
      row_number() OVER ordered AS place,
      count(*) OVER whole AS voice_count,
      count(confidence) OVER whole AS known_count
    FROM voice
    WINDOW
      whole AS (PARTITION BY attempt_id),
      ordered AS (PARTITION BY attempt_id ORDER BY place, name ROWS UNBOUNDED PRECEDING)
  )
  WHERE place = voice_count
),
-- Votes that an open attempt lacks, by name.
lacking AS MATERIALIZED (
  SELECT attempt_id, votes
  FROM (
    SELECT
      attempt_id,
      json_group_array(json_object('vote', k, 'judge', name)) OVER ordered AS votes,
      row_number() OVER ordered AS place,
      count(*) OVER (PARTITION BY attempt_id) AS vote_count
    FROM ballot
    WHERE is_missing
    WINDOW ordered AS (PARTITION BY attempt_id ORDER BY name ROWS UNBOUNDED PRECEDING)
  )
  WHERE place = vote_count
),
slot AS MATERIALIZED (
  SELECT
    corpus.trajectory_id,
    slot_number.k,
    attempt.attempt_id,
    attempt.confidence,
    coalesce(attempt.is_usable AND attempt.valid, 0) AND CASE policy.fallback
      WHEN 'algorithm1' THEN attempt.confidence < policy.theta AND attempt.confidence > 0
      WHEN 'reference' THEN 1
      ELSE 0
    END AS is_candidate,
    CASE
      WHEN attempt.attempt_id IS NULL OR (policy.on_error = 'gap' AND NOT attempt.is_usable) THEN 'open'
      WHEN NOT attempt.is_usable OR NOT attempt.valid OR attempt.confidence < policy.theta THEN 'no'
      WHEN tally.rejected_count > 0 THEN 'no'
      WHEN tally.open_count > 0 THEN 'open'
      ELSE 'yes'
    END AS passes
  FROM policy
  JOIN corpus
  CROSS JOIN slot_number
  LEFT JOIN usable_attempt AS attempt ON attempt.trajectory_id = corpus.trajectory_id
    AND attempt.k = slot_number.k
  LEFT JOIN tally ON tally.attempt_id = attempt.attempt_id
),
summary AS (
  SELECT
    trajectory_id,
    min(k) FILTER (WHERE passes = 'yes') AS passed_k,
    min(k) FILTER (WHERE passes = 'open') AS open_k,
    max(confidence) FILTER (WHERE is_candidate) AS best_confidence
  FROM slot
  GROUP BY trajectory_id
),
gate AS MATERIALIZED (
  SELECT
    summary.trajectory_id,
    summary.passed_k,
    summary.open_k,
    summary.best_confidence,
    CASE
      WHEN summary.passed_k < coalesce(summary.open_k, summary.passed_k + 1) THEN 'accepted'
      WHEN summary.open_k IS NOT NULL THEN 'undetermined'
      WHEN summary.best_confidence >= 0.8 * policy.theta THEN 'fallback'
      ELSE 'rejected'
    END AS decision,
    -- Accepted whatever the open slots turn out to be: something later passes or falls back.
    summary.passed_k IS NOT NULL OR coalesce(summary.best_confidence >= 0.8 * policy.theta, 0) AS is_in
  FROM summary
  JOIN policy
),
fallback_slot AS MATERIALIZED (
  SELECT slot.trajectory_id, min(slot.k) AS k
  FROM gate
  JOIN slot ON slot.trajectory_id = gate.trajectory_id AND slot.is_candidate
    AND slot.confidence = gate.best_confidence
  WHERE gate.decision = 'fallback'
  GROUP BY slot.trajectory_id
),
decided AS (
  SELECT
    corpus.trajectory_id,
    coalesce(corpus.decision, gate.decision) AS decision,
    CASE coalesce(corpus.decision, gate.decision)
      WHEN 'accepted' THEN gate.passed_k
      WHEN 'fallback' THEN fallback_slot.k
    END AS k,
    corpus.weight,
    gate.best_confidence,
    CASE
      WHEN corpus.decision = 'undetermined' THEN iif(gate.decision = 'rejected', 'out', 'open')
      WHEN corpus.decision IS NOT NULL THEN 'out'
      WHEN gate.decision = 'undetermined' THEN iif(gate.is_in, 'in', 'open')
      ELSE iif(gate.decision = 'rejected', 'out', 'in')
    END AS in_out,
    CASE
      WHEN corpus.decision = 'undetermined' THEN 'detection'
      WHEN corpus.decision IS NULL AND gate.decision = 'undetermined' THEN 'attempt'
    END AS gap,
    -- The slot that decides: the attempt that passed, or the first that is open.
    iif(gate.decision = 'undetermined', gate.open_k, gate.passed_k) AS slot_k
  FROM corpus
  JOIN gate ON gate.trajectory_id = corpus.trajectory_id
  LEFT JOIN fallback_slot ON fallback_slot.trajectory_id = corpus.trajectory_id
)
SELECT
  trajectory_name.name AS trajectory,
  decided.decision,
  decided.k,
  CASE decided.decision
    WHEN 'fallback' THEN decided.best_confidence
    WHEN 'accepted' THEN mean.confidence
  END AS confidence,
  iif(decided.decision IN ('accepted', 'fallback'), decided.weight, NULL) AS weight,
  decided.in_out,
  CASE decided.gap
    WHEN 'detection' THEN json_array('detection')
    WHEN 'attempt' THEN CASE
      WHEN NOT EXISTS (
        SELECT 1
        FROM outcome
        WHERE outcome.trajectory_id = decided.trajectory_id AND outcome.config_id = config.extract_id
          AND outcome.series IN ('main', policy.series))
        THEN json_array('outcome')
      ELSE coalesce(lacking.votes, json_array(json_object('attempt', decided.slot_k)))
    END
  END AS missing
FROM decided
JOIN policy
JOIN config
JOIN trajectory_name ON trajectory_name.trajectory_id = decided.trajectory_id
LEFT JOIN slot ON slot.trajectory_id = decided.trajectory_id AND slot.k = decided.slot_k
LEFT JOIN mean ON mean.attempt_id = slot.attempt_id
LEFT JOIN lacking ON lacking.attempt_id = slot.attempt_id
ORDER BY trajectory;
