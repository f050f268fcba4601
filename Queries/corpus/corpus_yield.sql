-- name: corpus_yield :one
-- How many pairs relabeling may give: by what was decided here, else between none and all.
-- The failed corpus F is every failed run, and those of unknown outcome that a detector calls failures; where no
-- detector was asked about these yet, they may be in F or not. Decisions are those of the policy that was applied
-- last; their yield is taken for runs of F that it has not decided on, too. Columns with paper_ are the paper's
-- shares, on its own corpora.
-- grain: one row
-- param: detect_config TEXT - name or digest of the detect config that judges unknown outcomes; NULL = none
-- param: series TEXT = main - series
-- column: failed INTEGER - runs that failed, as their source says
-- column: detected INTEGER - runs of unknown outcome that the detector calls failures
-- column: undetected INTEGER - runs of unknown outcome that it was not asked about
-- column: failed_runs_low INTEGER - F at least: failed + detected
-- column: failed_runs_high INTEGER - F at most: with the undetected ones
-- column: basis TEXT - decisions; bounds: nothing is decided
-- column: decided INTEGER - members of F that the policy decided on; NULL: nothing is decided
-- column: yield_low REAL 0...1 - certainly accepted / decided; 0 of the bounds
-- column: yield_high REAL 0...1 - possibly accepted / decided; 1 of the bounds
-- column: pairs_low INTEGER - yield_low of failed_runs_low, rounded down
-- column: pairs_high INTEGER - yield_high of failed_runs_high, rounded up
-- column: paper_yield_low REAL 0...1 - least of the paper's corpora and numbers of judges
-- column: paper_yield_high REAL 0...1 - greatest
-- column: pairs_at_paper_yield_low INTEGER - if the paper's least share held here, rounded down
-- column: pairs_at_paper_yield_high INTEGER - if the paper's greatest share held here, rounded up
-- source: DESIGN.md §3; AgentHER (arXiv 2603.21357)
WITH
corpus AS MATERIALIZED (
  SELECT
    count(*) FILTER (WHERE trajectory.success = 0) AS failed,
    count(*) FILTER (
      WHERE trajectory.success IS NULL AND coalesce(own.id, base.id) IS NOT NULL
        AND coalesce(iif(own.id IS NULL, base.is_failure, own.is_failure), 1)) AS detected,
    count(*) FILTER (
      WHERE trajectory.success IS NULL AND coalesce(own.id, base.id) IS NULL) AS undetected
  FROM trajectory
  LEFT JOIN config_label ON config_label.stage = 'detect'
    AND :detect_config IN (config_label.name, config_label.digest)
  LEFT JOIN detection AS own ON own.trajectory_id = trajectory.id
    AND own.config_id = config_label.config_id AND own.series = coalesce(:series, 'main')
  LEFT JOIN detection AS base ON base.trajectory_id = trajectory.id
    AND base.config_id = config_label.config_id AND base.series = 'main'
),
extent AS MATERIALIZED (
  SELECT failed + detected AS low, failed + detected + undetected AS high
  FROM corpus
),
policy AS MATERIALIZED (
  SELECT id
  FROM gate_policy
  ORDER BY decided_order DESC
  LIMIT 1
),
decided AS MATERIALIZED (
  SELECT
    nullif(count(*), 0) AS runs,
    count(*) FILTER (WHERE decision.in_out = 'in') AS certain,
    count(*) FILTER (WHERE decision.in_out <> 'out') AS possible
  FROM policy
  JOIN decision ON decision.policy_id = policy.id
),
paper_low AS MATERIALIZED (
  SELECT count, of_count
  FROM paper_count
  WHERE place = 'text' AND metric = 'accepted'
  ORDER BY count * 1.0 / of_count
  LIMIT 1
),
paper_high AS MATERIALIZED (
  SELECT count, of_count
  FROM paper_count
  WHERE place = 'text' AND metric = 'accepted'
  ORDER BY count * 1.0 / of_count DESC
  LIMIT 1
)
SELECT
  corpus.failed,
  corpus.detected,
  corpus.undetected,
  extent.low AS failed_runs_low,
  extent.high AS failed_runs_high,
  iif(decided.runs IS NULL, 'bounds', 'decisions') AS basis,
  decided.runs AS decided,
  iif(decided.runs IS NULL, 0.0, decided.certain * 1.0 / decided.runs) AS yield_low,
  iif(decided.runs IS NULL, 1.0, decided.possible * 1.0 / decided.runs) AS yield_high,
  iif(decided.runs IS NULL, 0, extent.low * decided.certain / decided.runs) AS pairs_low,
  iif(
    decided.runs IS NULL,
    extent.high,
    (extent.high * decided.possible + decided.runs - 1) / decided.runs) AS pairs_high,
  paper_low.count * 1.0 / paper_low.of_count AS paper_yield_low,
  paper_high.count * 1.0 / paper_high.of_count AS paper_yield_high,
  extent.low * paper_low.count / paper_low.of_count AS pairs_at_paper_yield_low,
  (extent.high * paper_high.count + paper_high.of_count - 1) / paper_high.of_count
    AS pairs_at_paper_yield_high
FROM corpus
JOIN extent
JOIN decided
JOIN paper_low
JOIN paper_high;
