CREATE TABLE source (
  -- A file (or stream) that was read, under the label that its trajectories carry.
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,                  -- --source, else the format's name; part of a trajectory's identity
  format TEXT NOT NULL,                 -- importer: regoal, agenther, tau-bench
  file TEXT NOT NULL,                   -- as named on the command line, '-' for standard input; not identity
  CONSTRAINT source_is_listed_once UNIQUE (label, format, file)
) STRICT;

CREATE TABLE task (
  -- What a run tried to do. The runs of one task are its trials.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of task_key, benchmark, domain and the groups
  task_key TEXT,                        -- the source's name of the task; NULL: the source gives none
  benchmark TEXT,
  domain TEXT,
  CONSTRAINT task_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE INDEX task_by_key ON task (task_key);

CREATE TABLE task_group (
  -- Groups that a task belongs to, for splits that do not leak.
  task_id INTEGER NOT NULL CONSTRAINT task_group_has_task REFERENCES task (id),
  kind TEXT NOT NULL,                   -- template, site, repository, …
  value TEXT NOT NULL,
  CONSTRAINT task_group_is_one_per_kind PRIMARY KEY (task_id, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX task_group_by_value ON task_group (kind, value);

CREATE TABLE trajectory (
  -- One run of an agent, failed or not: never changed once stored.
  id INTEGER PRIMARY KEY,               -- local to this file; the digest is the identity everywhere
  digest TEXT NOT NULL,                 -- sha256: of the canonical JSON of every content field, steps included
  external_id TEXT NOT NULL,            -- the source's own id
  source_id INTEGER NOT NULL CONSTRAINT trajectory_has_source REFERENCES source (id),
  task_id INTEGER CONSTRAINT trajectory_has_task REFERENCES task (id),
  model TEXT,                           -- model that acted; NULL: the source does not say
  trial INTEGER,                        -- n-th trajectory of its task, as the source counts
  round INTEGER,                        -- round of redeployment
  goal TEXT NOT NULL,                   -- g
  system_prompt TEXT,
  tools_json TEXT,                      -- tool schemas, the source's own text
  final_answer TEXT,
  failure_reason TEXT,                  -- as the source states it
  success INTEGER,                      -- 1, 0; NULL: the source states no outcome
  reward REAL,
  metadata_json TEXT,                   -- everything else of the source, its own text
  CONSTRAINT trajectory_digest_is_unique UNIQUE (digest),
  CONSTRAINT trajectory_success_is_flag CHECK (success IN (0, 1))
) STRICT;

CREATE INDEX trajectory_by_name ON trajectory (external_id, source_id);
CREATE INDEX trajectory_by_source ON trajectory (source_id);
CREATE INDEX trajectory_by_task ON trajectory (task_id);
CREATE INDEX trajectory_by_success ON trajectory (success);

CREATE TABLE step (
  -- (z, a, o): thought, action and observation of one step.
  id INTEGER PRIMARY KEY,
  trajectory_id INTEGER NOT NULL CONSTRAINT step_has_trajectory REFERENCES trajectory (id),
  step_index INTEGER NOT NULL,          -- from 0
  turn INTEGER,                         -- assistant turn it belongs to, from 0; NULL: the source has no turns
  kind TEXT,                            -- tool, respond (text to the user); NULL: the source does not tell
  call_id TEXT,                         -- the source's id of the tool call
  thought TEXT,
  action_name TEXT,
  action_input_json TEXT,               -- the source's own text
  observation TEXT,
  CONSTRAINT step_is_unique UNIQUE (trajectory_id, step_index),
  CONSTRAINT step_index_counts_from_0 CHECK (step_index >= 0)
) STRICT;

CREATE TABLE quarantine (
  -- Bad records, kept with the place they came from and the reason.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of label, file, line, reason and record
  label TEXT NOT NULL,
  format TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,                -- from 1: the line on which the record begins
  reason TEXT NOT NULL,
  record ANY NOT NULL,                  -- TEXT where it is UTF-8, else BLOB
  CONSTRAINT quarantine_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE INDEX quarantine_by_place ON quarantine (file, line);

CREATE VIEW trajectory_name (trajectory_id, name) AS
-- What people call a trajectory: its source's id, with 'label/' in front where two labels share the
-- id, and '#' with twelve digits of the digest behind where one label has two contents for it.
SELECT
  trajectory.id,
  CASE WHEN EXISTS (
    SELECT 1
    FROM trajectory AS other
    JOIN source AS other_source ON other_source.id = other.source_id
    WHERE other.external_id = trajectory.external_id AND other_source.label <> source.label
  ) THEN source.label || '/' ELSE '' END
  || trajectory.external_id
  || CASE WHEN EXISTS (
    SELECT 1
    FROM trajectory AS other
    JOIN source AS other_source ON other_source.id = other.source_id
    WHERE other.external_id = trajectory.external_id AND other_source.label = source.label
      AND other.id <> trajectory.id
  ) THEN '#' || substr(trajectory.digest, 8, 12) ELSE '' END
FROM trajectory
JOIN source ON source.id = trajectory.source_id;

CREATE TRIGGER source_is_not_updated BEFORE UPDATE ON source
BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;
CREATE TRIGGER source_is_not_deleted BEFORE DELETE ON source
BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;

CREATE TRIGGER task_is_not_updated BEFORE UPDATE ON task
BEGIN SELECT RAISE(ABORT, 'task is append-only'); END;
CREATE TRIGGER task_is_not_deleted BEFORE DELETE ON task
BEGIN SELECT RAISE(ABORT, 'task is append-only'); END;

CREATE TRIGGER task_group_is_not_updated BEFORE UPDATE ON task_group
BEGIN SELECT RAISE(ABORT, 'task_group is append-only'); END;
CREATE TRIGGER task_group_is_not_deleted BEFORE DELETE ON task_group
BEGIN SELECT RAISE(ABORT, 'task_group is append-only'); END;

CREATE TRIGGER trajectory_is_not_updated BEFORE UPDATE ON trajectory
BEGIN SELECT RAISE(ABORT, 'trajectory is append-only'); END;
CREATE TRIGGER trajectory_is_not_deleted BEFORE DELETE ON trajectory
BEGIN SELECT RAISE(ABORT, 'trajectory is append-only'); END;

CREATE TRIGGER step_is_not_updated BEFORE UPDATE ON step
BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;
CREATE TRIGGER step_is_not_deleted BEFORE DELETE ON step
BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;
