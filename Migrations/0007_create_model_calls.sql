CREATE TABLE model_call (
  -- A request to a model and its answer: paid for once, kept raw, so that a better parser needs no new call.
  -- Requests that got no answer are not here: they leave a gap.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of request_json; whoever asks the same again is answered from here
  answer_digest TEXT NOT NULL,          -- sha256: of all the other columns, and of the digest above
  stage TEXT NOT NULL,                  -- stage that asked first
  endpoint TEXT NOT NULL,               -- what the user calls it, as in the request
  model TEXT NOT NULL,                  -- as in the request
  series TEXT NOT NULL,                 -- as in the request
  request_json TEXT NOT NULL,           -- canonical JSON: messages, sampling, schema, k, series, what it repairs
  repairs_id INTEGER CONSTRAINT model_call_repairs_call REFERENCES model_call (id),
  answer_text TEXT,                     -- of the first choice; NULL: there is none
  raw_answer TEXT NOT NULL,             -- the whole body, as it came
  finish_reason TEXT,                   -- stop, length, …
  refusal TEXT,
  prompt_tokens INTEGER,                -- NULL: the endpoint does not tell
  completion_tokens INTEGER,
  latency_ms REAL NOT NULL,             -- of the last try
  http_status INTEGER,                  -- of the last try; NULL: not over HTTP
  tries INTEGER NOT NULL,               -- from 1
  called_on TEXT,                       -- UTC day, YYYY-MM-DD: which price holds; NULL: not known
  CONSTRAINT model_call_digest_is_unique UNIQUE (digest),
  CONSTRAINT model_call_stage_is_known CHECK (stage IN ('detect', 'extract', 'relabel', 'judge')),
  -- Bounded, so that their sums stay integers.
  CONSTRAINT model_call_tokens_are_counts CHECK (
    prompt_tokens BETWEEN 0 AND 1000000000 AND completion_tokens BETWEEN 0 AND 1000000000),
  CONSTRAINT model_call_latency_is_not_negative CHECK (latency_ms >= 0),
  CONSTRAINT model_call_tries_count_from_1 CHECK (tries BETWEEN 1 AND 1000000000),
  CONSTRAINT model_call_day_is_day CHECK (called_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE INDEX model_call_by_repaired ON model_call (repairs_id) WHERE repairs_id IS NOT NULL;
-- What costs are counted from, without the texts.
CREATE INDEX model_call_by_cost ON model_call (
  stage, endpoint, model, series, called_on, prompt_tokens, completion_tokens, latency_ms, tries,
  repairs_id);

CREATE TABLE model_call_run (
  -- Runs that a call is about: usually one; several where their requests are the same.
  call_id INTEGER NOT NULL CONSTRAINT model_call_run_has_call REFERENCES model_call (id),
  trajectory_id INTEGER NOT NULL CONSTRAINT model_call_run_has_run REFERENCES trajectory (id),
  CONSTRAINT model_call_run_is_listed_once PRIMARY KEY (call_id, trajectory_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX model_call_run_by_run ON model_call_run (trajectory_id);

-- The call that gave a fact; NULL: no call did, as with rules and imported logs.
ALTER TABLE detection ADD COLUMN call_id INTEGER
  CONSTRAINT detection_has_call REFERENCES model_call (id);
ALTER TABLE outcome ADD COLUMN call_id INTEGER
  CONSTRAINT outcome_has_call REFERENCES model_call (id);
ALTER TABLE attempt ADD COLUMN call_id INTEGER
  CONSTRAINT attempt_has_call REFERENCES model_call (id);
ALTER TABLE vote ADD COLUMN call_id INTEGER
  CONSTRAINT vote_has_call REFERENCES model_call (id);

CREATE INDEX detection_by_call ON detection (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX outcome_by_call ON outcome (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX attempt_by_call ON attempt (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX vote_by_call ON vote (call_id) WHERE call_id IS NOT NULL;

CREATE TABLE prompt (
  -- Prompt templates by content.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of text
  stage TEXT NOT NULL,
  text TEXT NOT NULL,
  CONSTRAINT prompt_is_one_per_stage UNIQUE (digest, stage),
  CONSTRAINT prompt_stage_is_known CHECK (stage IN ('detect', 'extract', 'relabel', 'judge'))
) STRICT;

CREATE TABLE price (
  -- What a model costs from a day on. Of equal days the highest seq is current.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of all other columns but the id
  model TEXT NOT NULL,
  endpoint TEXT,                        -- NULL: any endpoint that has no price of its own for the model
  valid_from TEXT NOT NULL,             -- UTC day, YYYY-MM-DD
  seq INTEGER NOT NULL,                 -- from 1; a correction takes the next
  prompt_usd_per_million REAL NOT NULL,      -- US dollars for a million prompt tokens
  completion_usd_per_million REAL NOT NULL,  -- US dollars for a million completion tokens
  CONSTRAINT price_digest_is_unique UNIQUE (digest),
  CONSTRAINT price_day_is_day CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  CONSTRAINT price_seq_counts_from_1 CHECK (seq >= 1),
  CONSTRAINT price_is_not_negative
    CHECK (prompt_usd_per_million >= 0 AND completion_usd_per_million >= 0)
) STRICT;

CREATE UNIQUE INDEX price_by_model ON price (model, coalesce(endpoint, ''), valid_from, seq);

-- The audit of the revised paper: for 3,000 runs.
INSERT INTO paper_figure (place, benchmark, model, method, setting, metric, value, unit) VALUES
  ('abstract, revised', NULL, NULL, 'agenther_mj', '3000 failed runs', 'cost', 2.98, 'usd'),
  ('abstract, revised', NULL, NULL, 'agenther_mj', '3000 failed runs', 'wall_clock', 26.0, 'minutes'),
  ('abstract, revised', NULL, NULL, 'agenther_mj', '3000 failed runs', 'cost_per_accepted_pair', 0.0014, 'usd');

CREATE TRIGGER model_call_is_not_updated BEFORE UPDATE ON model_call
BEGIN SELECT RAISE(ABORT, 'model_call is append-only'); END;
CREATE TRIGGER model_call_run_is_not_updated BEFORE UPDATE ON model_call_run
BEGIN SELECT RAISE(ABORT, 'model_call_run is append-only'); END;
CREATE TRIGGER prompt_is_not_updated BEFORE UPDATE ON prompt
BEGIN SELECT RAISE(ABORT, 'prompt is append-only'); END;
CREATE TRIGGER prompt_is_not_deleted BEFORE DELETE ON prompt
BEGIN SELECT RAISE(ABORT, 'prompt is append-only'); END;
CREATE TRIGGER price_is_not_updated BEFORE UPDATE ON price
BEGIN SELECT RAISE(ABORT, 'price is append-only'); END;
CREATE TRIGGER price_is_not_deleted BEFORE DELETE ON price
BEGIN SELECT RAISE(ABORT, 'price is append-only'); END;

-- A link is deleted only with a run that has a tombstone; a call, only once it is about no run.
CREATE TRIGGER model_call_run_is_not_deleted BEFORE DELETE ON model_call_run
WHEN NOT EXISTS (
  SELECT 1
  FROM trajectory
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE trajectory.id = old.trajectory_id)
BEGIN SELECT RAISE(ABORT, 'model_call_run is append-only'); END;
CREATE TRIGGER model_call_is_not_deleted BEFORE DELETE ON model_call
WHEN EXISTS (SELECT 1 FROM model_call_run WHERE model_call_run.call_id = old.id)
BEGIN SELECT RAISE(ABORT, 'model_call is append-only'); END;
