CREATE TABLE gate_policy (
  -- A policy together with the configs it was applied to: what a set of decisions answers.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of body_json
  body_json TEXT NOT NULL,              -- canonical JSON: every parameter, configs by digest
  decided_order INTEGER NOT NULL,       -- highest: the last policy that was applied
  CONSTRAINT gate_policy_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE TABLE decision (
  -- Materialised answers of the query 'decisions': can be dropped and rebuilt.
  policy_id INTEGER NOT NULL
    CONSTRAINT decision_has_policy REFERENCES gate_policy (id) ON DELETE CASCADE,
  trajectory_id INTEGER NOT NULL
    CONSTRAINT decision_has_trajectory REFERENCES trajectory (id) ON DELETE CASCADE,
  decision TEXT NOT NULL,
  k INTEGER,                            -- attempt that won; NULL: none
  confidence REAL,
  weight REAL,                          -- training weight
  in_out TEXT NOT NULL,                 -- in, out; open: not certain
  missing_json TEXT,                    -- what an undetermined decision lacks
  CONSTRAINT decision_is_one_per_policy PRIMARY KEY (policy_id, trajectory_id),
  CONSTRAINT decision_is_known CHECK (decision IN (
    'accepted', 'fallback', 'rejected', 'not_failure', 'irrecoverable', 'below_delta',
    'undetermined')),
  CONSTRAINT decision_in_out_is_known CHECK (in_out IN ('in', 'out', 'open'))
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_by_trajectory ON decision (trajectory_id);
