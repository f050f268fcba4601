CREATE TABLE batch_request (
  -- Requests that a batch service is to answer. Notes, not facts: 'batch write' makes them again from the facts.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of the request; its digits are the custom_id in batch files
  stage TEXT NOT NULL,                  -- stage that asked first
  endpoint TEXT NOT NULL,
  model TEXT NOT NULL,
  request_json TEXT NOT NULL,           -- canonical JSON, as in model_call; '{}': answered, and kept there
  file TEXT,                            -- name of the batch file that it was written to last; NULL: none yet
  problem TEXT,                         -- why the service gave no answer; NULL: it gave one, or says nothing yet
  CONSTRAINT batch_request_digest_is_unique UNIQUE (digest),
  CONSTRAINT batch_request_stage_is_known CHECK (stage IN ('detect', 'extract', 'relabel', 'judge'))
) STRICT;

CREATE INDEX batch_request_by_file ON batch_request (file);

CREATE TABLE batch_request_run (
  -- Runs that a request is about.
  request_id INTEGER NOT NULL
    CONSTRAINT batch_request_run_has_request REFERENCES batch_request (id),
  trajectory_id INTEGER NOT NULL CONSTRAINT batch_request_run_has_run REFERENCES trajectory (id),
  CONSTRAINT batch_request_run_is_listed_once PRIMARY KEY (request_id, trajectory_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX batch_request_run_by_run ON batch_request_run (trajectory_id);

CREATE TABLE batch_failure (
  -- Error lines that were read: one that is read again says nothing new.
  line_digest TEXT NOT NULL,            -- sha256: of the line
  CONSTRAINT batch_failure_is_listed_once PRIMARY KEY (line_digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery_finding (
  -- How an endpoint takes the shape of an answer, as a small question found out. Notes, not facts.
  id INTEGER PRIMARY KEY,
  endpoint TEXT NOT NULL,
  model TEXT NOT NULL,
  delivery TEXT NOT NULL,               -- schema, object or none
  CONSTRAINT delivery_finding_is_one_per_model UNIQUE (endpoint, model),
  CONSTRAINT delivery_finding_is_known CHECK (delivery IN ('schema', 'object', 'none'))
) STRICT;

CREATE TABLE call_session (
  -- Commands that called models, and how long they took by the wall clock. One that was killed is not here.
  id INTEGER PRIMARY KEY,
  began_at TEXT NOT NULL,               -- UTC, YYYY-MM-DDThh:mm:ssZ
  series TEXT NOT NULL,
  seconds REAL NOT NULL,
  calls INTEGER NOT NULL,               -- that were answered and stored
  CONSTRAINT call_session_is_listed_once UNIQUE (began_at, series, seconds, calls),
  CONSTRAINT call_session_seconds_are_not_negative CHECK (seconds >= 0),
  CONSTRAINT call_session_calls_are_not_negative CHECK (calls >= 0)
) STRICT;

CREATE TRIGGER call_session_is_not_updated BEFORE UPDATE ON call_session
BEGIN SELECT RAISE(ABORT, 'call_session is append-only'); END;
CREATE TRIGGER call_session_is_not_deleted BEFORE DELETE ON call_session
BEGIN SELECT RAISE(ABORT, 'call_session is append-only'); END;
