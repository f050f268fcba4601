CREATE TABLE tombstone (
  -- What 'db forget' removed: the content is gone, and is not taken again.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                   -- trajectory, quarantine
  digest TEXT NOT NULL,                 -- sha256: of the run, or of the bytes of the quarantined record
  id_digest TEXT,                       -- sha256: of the run's id, or of FILE:LINE of the record: either may itself be personal
  reason TEXT NOT NULL,                 -- as the user gave it
  forgotten_at TEXT NOT NULL,           -- UTC
  CONSTRAINT tombstone_is_one_per_digest UNIQUE (digest, kind),
  CONSTRAINT tombstone_kind_is_known CHECK (kind IN ('trajectory', 'quarantine'))
) STRICT;

CREATE INDEX tombstone_by_id ON tombstone (id_digest);

-- Columns that no digest covers stand in an index, too: a second copy, which 'db check' compares.
CREATE INDEX tombstone_by_time ON tombstone (forgotten_at, reason);
CREATE INDEX lexicon_by_name ON lexicon (name);
CREATE INDEX quarantine_by_format ON quarantine (format);
CREATE INDEX gate_policy_by_order ON gate_policy (decided_order);
CREATE INDEX migration_by_time ON migration (applied_at, name);

CREATE TRIGGER tombstone_is_not_updated BEFORE UPDATE ON tombstone
BEGIN SELECT RAISE(ABORT, 'tombstone is append-only'); END;
CREATE TRIGGER tombstone_is_not_deleted BEFORE DELETE ON tombstone
BEGIN SELECT RAISE(ABORT, 'tombstone is append-only'); END;

-- Facts are deleted only with a run that has a tombstone; a task, only once no run has it.

DROP TRIGGER trajectory_is_not_deleted;
CREATE TRIGGER trajectory_is_not_deleted BEFORE DELETE ON trajectory
WHEN NOT EXISTS (
  SELECT 1
  FROM tombstone
  WHERE tombstone.digest = old.digest AND tombstone.kind = 'trajectory')
BEGIN SELECT RAISE(ABORT, 'trajectory is append-only'); END;

DROP TRIGGER step_is_not_deleted;
CREATE TRIGGER step_is_not_deleted BEFORE DELETE ON step
WHEN NOT EXISTS (
  SELECT 1
  FROM trajectory
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE trajectory.id = old.trajectory_id)
BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;

DROP TRIGGER detection_is_not_deleted;
CREATE TRIGGER detection_is_not_deleted BEFORE DELETE ON detection
WHEN NOT EXISTS (
  SELECT 1
  FROM trajectory
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE trajectory.id = old.trajectory_id)
BEGIN SELECT RAISE(ABORT, 'detection is append-only'); END;

DROP TRIGGER outcome_is_not_deleted;
CREATE TRIGGER outcome_is_not_deleted BEFORE DELETE ON outcome
WHEN NOT EXISTS (
  SELECT 1
  FROM trajectory
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE trajectory.id = old.trajectory_id)
BEGIN SELECT RAISE(ABORT, 'outcome is append-only'); END;

DROP TRIGGER attempt_is_not_deleted;
CREATE TRIGGER attempt_is_not_deleted BEFORE DELETE ON attempt
WHEN NOT EXISTS (
  SELECT 1
  FROM outcome
  JOIN trajectory ON trajectory.id = outcome.trajectory_id
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE outcome.id = old.outcome_id)
BEGIN SELECT RAISE(ABORT, 'attempt is append-only'); END;

DROP TRIGGER collection_is_not_deleted;
CREATE TRIGGER collection_is_not_deleted BEFORE DELETE ON collection
WHEN NOT EXISTS (
  SELECT 1
  FROM outcome
  JOIN trajectory ON trajectory.id = outcome.trajectory_id
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE outcome.id = old.outcome_id)
BEGIN SELECT RAISE(ABORT, 'collection is append-only'); END;

DROP TRIGGER vote_is_not_deleted;
CREATE TRIGGER vote_is_not_deleted BEFORE DELETE ON vote
WHEN NOT EXISTS (
  SELECT 1
  FROM attempt
  JOIN outcome ON outcome.id = attempt.outcome_id
  JOIN trajectory ON trajectory.id = outcome.trajectory_id
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE attempt.id = old.attempt_id)
BEGIN SELECT RAISE(ABORT, 'vote is append-only'); END;

DROP TRIGGER task_is_not_deleted;
CREATE TRIGGER task_is_not_deleted BEFORE DELETE ON task
WHEN EXISTS (SELECT 1 FROM trajectory WHERE trajectory.task_id = old.id)
BEGIN SELECT RAISE(ABORT, 'task is append-only'); END;

DROP TRIGGER task_group_is_not_deleted;
CREATE TRIGGER task_group_is_not_deleted BEFORE DELETE ON task_group
WHEN EXISTS (SELECT 1 FROM trajectory WHERE trajectory.task_id = old.task_id)
BEGIN SELECT RAISE(ABORT, 'task_group is append-only'); END;
