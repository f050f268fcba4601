-- The indexes by config hold all that a gate reads, so that a sweep over every run does not touch the
-- pages with the texts.
DROP INDEX detection_by_config;
CREATE INDEX detection_by_config
ON detection (config_id, series, trajectory_id, is_failure, recoverable, severity, weight);

DROP INDEX outcome_by_config;
CREATE INDEX outcome_by_config ON outcome (config_id, series, trajectory_id);

DROP INDEX attempt_by_config;
CREATE INDEX attempt_by_config
ON attempt (config_id, series, outcome_id, k, goal_index, status, valid, confidence);

DROP INDEX vote_by_config;
CREATE INDEX vote_by_config ON vote (config_id, series, attempt_id, status, valid, confidence);

-- Decisions are derived, and written by the million: without a foreign key to the run and an index for it
-- (forgetting a run deletes its decisions by name), and with words compared one by one, since SQLite makes a
-- table of a longer IN list for every row.
CREATE TABLE new_decision (
  -- Materialised answers of the query 'decisions': can be dropped and rebuilt.
  policy_id INTEGER NOT NULL
    CONSTRAINT decision_has_policy REFERENCES gate_policy (id) ON DELETE CASCADE,
  trajectory_id INTEGER NOT NULL,       -- of a run that is there; no foreign key, for speed
  decision TEXT NOT NULL,
  k INTEGER,                            -- attempt that won; NULL: none
  confidence REAL,
  weight REAL,                          -- training weight
  in_out TEXT NOT NULL,                 -- in, out; open: not certain
  missing_json TEXT,                    -- what an undetermined decision lacks
  CONSTRAINT decision_is_one_per_policy PRIMARY KEY (policy_id, trajectory_id),
  CONSTRAINT decision_is_known CHECK (
    decision = 'accepted' OR decision = 'fallback' OR decision = 'rejected'
    OR decision = 'not_failure' OR decision = 'irrecoverable' OR decision = 'below_delta'
    OR decision = 'undetermined'),
  CONSTRAINT decision_in_out_is_known CHECK (in_out = 'in' OR in_out = 'out' OR in_out = 'open')
) STRICT, WITHOUT ROWID;
INSERT INTO new_decision (
  policy_id, trajectory_id, decision, k, confidence, weight, in_out, missing_json)
SELECT policy_id, trajectory_id, decision, k, confidence, weight, in_out, missing_json
FROM decision;
DROP TABLE decision;
ALTER TABLE new_decision RENAME TO decision;
