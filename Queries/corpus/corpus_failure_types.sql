-- name: corpus_failure_types :many
-- What failure detectors say that went wrong, one by one, people's labels among them.
-- grain: one row per detect config, series and failure type
-- param: detect_config TEXT - name or digest; NULL = all
-- column: detect_config TEXT
-- column: engine TEXT - rules: no model; human: people; NULL: not stated
-- column: series TEXT
-- column: failure_type TEXT - (no type), (no failure)
-- column: runs INTEGER
-- column: of_count INTEGER - runs with a detection of this config and series
-- column: share REAL 0...1 - runs / of_count
-- column: irrecoverable INTEGER - of these runs
-- column: mean_severity REAL 0...1 - NULL: none is stated
-- order: detect_config, series, runs descending, failure_type
WITH typed AS (
  SELECT
    config_label.name AS detect_config,
    json_extract(stage_config.body_json, '$.engine') AS engine,
    detection.series,
    iif(coalesce(detection.is_failure, 1), coalesce(detection.failure_type, '(no type)'), '(no failure)')
      AS failure_type,
    detection.recoverable,
    detection.severity
  FROM config_label
  JOIN stage_config ON stage_config.id = config_label.config_id
  JOIN detection ON detection.config_id = config_label.config_id
  WHERE :detect_config IS NULL OR :detect_config IN (config_label.name, config_label.digest)
)
SELECT
  detect_config,
  engine,
  series,
  failure_type,
  count(*) AS runs,
  sum(count(*)) OVER (PARTITION BY detect_config, series) AS of_count,
  count(*) * 1.0 / sum(count(*)) OVER (PARTITION BY detect_config, series) AS share,
  count(*) FILTER (WHERE recoverable = 0) AS irrecoverable,
  avg(severity) AS mean_severity
FROM typed
GROUP BY detect_config, engine, series, failure_type
ORDER BY detect_config, series, runs DESC, failure_type;
