CREATE TABLE lexicon (
  -- Term lists of the rule detector, by content.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of terms_json
  name TEXT NOT NULL,
  terms_json TEXT NOT NULL,             -- canonical JSON: failure type → terms, white space in a term counts
  CONSTRAINT lexicon_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE TABLE stage_config (
  -- What shapes one answer of a stage. A judge is a stage_config with a name.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of stage and body (and, for judges, the name)
  stage TEXT NOT NULL,
  body_json TEXT NOT NULL,              -- canonical JSON
  CONSTRAINT stage_config_digest_is_unique UNIQUE (digest),
  CONSTRAINT stage_config_stage_is_known CHECK (stage IN ('detect', 'extract', 'relabel', 'judge'))
) STRICT;

CREATE INDEX stage_config_by_stage ON stage_config (stage);

CREATE TABLE config_name (
  -- Names of configs, local to a source label; 'built-in' is the label of the built-in engines.
  config_id INTEGER NOT NULL CONSTRAINT config_name_has_config REFERENCES stage_config (id),
  label TEXT NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT config_name_is_listed_once PRIMARY KEY (config_id, label, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX config_name_by_name ON config_name (name, label);

CREATE VIEW config_label (config_id, stage, digest, name) AS
-- What people call a config: its name, 'label/name' where the name means several of its stage,
-- its digest where even that does.
SELECT
  stage_config.id,
  stage_config.stage,
  stage_config.digest,
  coalesce(
    (
      SELECT min(config_name.name)
      FROM config_name
      WHERE config_name.config_id = stage_config.id AND NOT EXISTS (
        SELECT 1
        FROM config_name AS other
        JOIN stage_config AS other_config ON other_config.id = other.config_id
        WHERE other.name = config_name.name AND other.config_id <> stage_config.id
          AND other_config.stage = stage_config.stage)
    ),
    (
      SELECT min(config_name.label || '/' || config_name.name)
      FROM config_name
      WHERE config_name.config_id = stage_config.id AND NOT EXISTS (
        SELECT 1
        FROM config_name AS other
        JOIN stage_config AS other_config ON other_config.id = other.config_id
        WHERE other.name = config_name.name AND other.label = config_name.label
          AND other.config_id <> stage_config.id AND other_config.stage = stage_config.stage)
    ),
    stage_config.digest)
FROM stage_config;

CREATE TABLE detection (
  -- Stage 1, failure detector: is it a failure, of which type, how severe, and is it worth relabeling.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  trajectory_id INTEGER NOT NULL CONSTRAINT detection_has_trajectory REFERENCES trajectory (id),
  config_id INTEGER NOT NULL CONSTRAINT detection_has_config REFERENCES stage_config (id),
  series TEXT NOT NULL DEFAULT 'main',  -- an independent sampling of the same calls
  is_failure INTEGER,                   -- NULL counts as 1
  failure_type TEXT,                    -- φ; NULL: none recognised
  severity REAL,                        -- v, 0 mild … 1 catastrophic
  weight REAL,                          -- w, 1 full trust … 0 none; NULL: 1 - severity, derived
  recoverable INTEGER,                  -- r; NULL counts as 1
  explanation TEXT,
  extra_json TEXT,                      -- keys of a log line that have no column
  CONSTRAINT detection_is_one_per_series UNIQUE (trajectory_id, config_id, series),
  CONSTRAINT detection_is_failure_is_flag CHECK (is_failure IN (0, 1)),
  CONSTRAINT detection_recoverable_is_flag CHECK (recoverable IN (0, 1)),
  CONSTRAINT detection_severity_is_share CHECK (severity BETWEEN 0 AND 1),
  CONSTRAINT detection_weight_is_share CHECK (weight BETWEEN 0 AND 1)
) STRICT;

CREATE INDEX detection_by_config ON detection (config_id, series);

CREATE TABLE outcome (
  -- Stage 2, outcome extractor: what the run did achieve, as its observations show.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  trajectory_id INTEGER NOT NULL CONSTRAINT outcome_has_trajectory REFERENCES trajectory (id),
  config_id INTEGER NOT NULL CONSTRAINT outcome_has_config REFERENCES stage_config (id),
  series TEXT NOT NULL DEFAULT 'main',
  achievements_json TEXT,               -- array of strings
  observations_json TEXT,               -- array of strings: key observations
  limitations TEXT,
  extra_json TEXT,
  CONSTRAINT outcome_is_one_per_series UNIQUE (trajectory_id, config_id, series)
) STRICT;

CREATE INDEX outcome_by_config ON outcome (config_id, series);

CREATE TABLE attempt (
  -- Stage 3, prompt relabeler: the k-th hindsight goal, with the relabeler's own verdict on it.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  outcome_id INTEGER NOT NULL CONSTRAINT attempt_has_outcome REFERENCES outcome (id),
  config_id INTEGER NOT NULL CONSTRAINT attempt_has_config REFERENCES stage_config (id),
  series TEXT NOT NULL DEFAULT 'main',
  k INTEGER NOT NULL,                   -- from 1
  goal_index INTEGER NOT NULL DEFAULT 0,  -- several goals of one attempt; the gate reads 0
  hindsight_goal TEXT,                  -- ĝ
  valid INTEGER,                        -- b
  confidence REAL,                      -- c, in [0, 1]
  rationale TEXT,
  status TEXT NOT NULL DEFAULT 'ok',
  first_step INTEGER,                   -- steps that ĝ is about; NULL: all
  last_step INTEGER,
  extra_json TEXT,
  CONSTRAINT attempt_is_one_per_series UNIQUE (outcome_id, config_id, series, k, goal_index),
  CONSTRAINT attempt_k_counts_from_1 CHECK (k >= 1),
  CONSTRAINT attempt_valid_is_flag CHECK (valid IN (0, 1)),
  CONSTRAINT attempt_confidence_is_share CHECK (confidence BETWEEN 0 AND 1),
  CONSTRAINT attempt_status_is_known
    CHECK (status IN ('ok', 'refused', 'unparsable', 'truncated', 'error', 'timeout'))
) STRICT;

CREATE INDEX attempt_by_config ON attempt (config_id, series);

CREATE TABLE vote (
  -- One judge's answer on one attempt, from a call of its own.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  attempt_id INTEGER NOT NULL CONSTRAINT vote_has_attempt REFERENCES attempt (id),
  config_id INTEGER NOT NULL CONSTRAINT vote_has_judge REFERENCES stage_config (id),
  series TEXT NOT NULL DEFAULT 'main',
  valid INTEGER,                        -- the verdict
  confidence REAL,                      -- c_j, in [0, 1]
  reason TEXT,
  status TEXT NOT NULL DEFAULT 'ok',
  extra_json TEXT,
  CONSTRAINT vote_is_one_per_series UNIQUE (attempt_id, config_id, series),
  CONSTRAINT vote_valid_is_flag CHECK (valid IN (0, 1)),
  CONSTRAINT vote_confidence_is_share CHECK (confidence BETWEEN 0 AND 1),
  CONSTRAINT vote_status_is_known
    CHECK (status IN ('ok', 'refused', 'unparsable', 'truncated', 'error', 'timeout'))
) STRICT;

CREATE INDEX vote_by_config ON vote (config_id, series);

CREATE TABLE collection (
  -- Why the attempts and votes of one outcome end where they end. Explains gaps, decides nothing.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  outcome_id INTEGER NOT NULL CONSTRAINT collection_has_outcome REFERENCES outcome (id),
  config_id INTEGER NOT NULL CONSTRAINT collection_has_config REFERENCES stage_config (id),
  series TEXT NOT NULL DEFAULT 'main',
  panel_json TEXT,                      -- array of judge config digests, sorted
  theta0 REAL,                          -- threshold at which a lazy collection stopped
  attempts_max INTEGER,                 -- K of the collection
  mode TEXT,                            -- lazy, exhaustive
  stop_reason TEXT,                     -- passed, exhausted, complete, …
  extra_json TEXT,
  CONSTRAINT collection_digest_is_unique UNIQUE (digest),
  CONSTRAINT collection_mode_is_known CHECK (mode IN ('lazy', 'exhaustive'))
) STRICT;

CREATE INDEX collection_by_outcome ON collection (outcome_id, config_id, series);
CREATE INDEX collection_by_config ON collection (config_id);

CREATE TRIGGER lexicon_is_not_updated BEFORE UPDATE ON lexicon
BEGIN SELECT RAISE(ABORT, 'lexicon is append-only'); END;
CREATE TRIGGER lexicon_is_not_deleted BEFORE DELETE ON lexicon
BEGIN SELECT RAISE(ABORT, 'lexicon is append-only'); END;

CREATE TRIGGER stage_config_is_not_updated BEFORE UPDATE ON stage_config
BEGIN SELECT RAISE(ABORT, 'stage_config is append-only'); END;
CREATE TRIGGER stage_config_is_not_deleted BEFORE DELETE ON stage_config
BEGIN SELECT RAISE(ABORT, 'stage_config is append-only'); END;

CREATE TRIGGER config_name_is_not_updated BEFORE UPDATE ON config_name
BEGIN SELECT RAISE(ABORT, 'config_name is append-only'); END;
CREATE TRIGGER config_name_is_not_deleted BEFORE DELETE ON config_name
BEGIN SELECT RAISE(ABORT, 'config_name is append-only'); END;

CREATE TRIGGER detection_is_not_updated BEFORE UPDATE ON detection
BEGIN SELECT RAISE(ABORT, 'detection is append-only'); END;
CREATE TRIGGER detection_is_not_deleted BEFORE DELETE ON detection
BEGIN SELECT RAISE(ABORT, 'detection is append-only'); END;

CREATE TRIGGER outcome_is_not_updated BEFORE UPDATE ON outcome
BEGIN SELECT RAISE(ABORT, 'outcome is append-only'); END;
CREATE TRIGGER outcome_is_not_deleted BEFORE DELETE ON outcome
BEGIN SELECT RAISE(ABORT, 'outcome is append-only'); END;

CREATE TRIGGER attempt_is_not_updated BEFORE UPDATE ON attempt
BEGIN SELECT RAISE(ABORT, 'attempt is append-only'); END;
CREATE TRIGGER attempt_is_not_deleted BEFORE DELETE ON attempt
BEGIN SELECT RAISE(ABORT, 'attempt is append-only'); END;

CREATE TRIGGER vote_is_not_updated BEFORE UPDATE ON vote
BEGIN SELECT RAISE(ABORT, 'vote is append-only'); END;
CREATE TRIGGER vote_is_not_deleted BEFORE DELETE ON vote
BEGIN SELECT RAISE(ABORT, 'vote is append-only'); END;

CREATE TRIGGER collection_is_not_updated BEFORE UPDATE ON collection
BEGIN SELECT RAISE(ABORT, 'collection is append-only'); END;
CREATE TRIGGER collection_is_not_deleted BEFORE DELETE ON collection
BEGIN SELECT RAISE(ABORT, 'collection is append-only'); END;
