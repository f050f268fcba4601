-- A verdict can be taken back: by a row of its own, since facts are append-only. SQLite changes no CHECK in place,
-- so the table is made again.
CREATE TABLE new_annotation (
  -- A person's verdict on an attempt or on a detection. Who thinks again adds one with a higher seq.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  attempt_id INTEGER CONSTRAINT annotation_has_attempt REFERENCES attempt (id),
  detection_id INTEGER CONSTRAINT annotation_has_detection REFERENCES detection (id),
  annotator_id INTEGER NOT NULL CONSTRAINT annotation_has_annotator REFERENCES annotator (id),
  seq INTEGER NOT NULL,                 -- from 1; the highest of a target and annotator is current
  verdict TEXT NOT NULL,                -- valid: the run demonstrates the hindsight goal, the detection is right
                                        -- retracted: nothing any more, as if it had never been rated
  category TEXT,                        -- kind of fault; for a detection the failure type that is right
  note TEXT,
  frame_id INTEGER CONSTRAINT annotation_has_frame REFERENCES annotation_frame (id),
  extra_json TEXT,
  CONSTRAINT annotation_digest_is_unique UNIQUE (digest),
  CONSTRAINT annotation_is_one_per_attempt UNIQUE (attempt_id, annotator_id, seq),
  CONSTRAINT annotation_is_one_per_detection UNIQUE (detection_id, annotator_id, seq),
  CONSTRAINT annotation_has_one_target CHECK ((attempt_id IS NULL) <> (detection_id IS NULL)),
  CONSTRAINT annotation_verdict_is_known
    CHECK (verdict IN ('valid', 'invalid', 'unsure', 'retracted')),
  CONSTRAINT annotation_seq_counts_from_1 CHECK (seq >= 1)
) STRICT;

INSERT INTO new_annotation (
  id, digest, attempt_id, detection_id, annotator_id, seq, verdict, category, note, frame_id,
  extra_json
)
SELECT
  id, digest, attempt_id, detection_id, annotator_id, seq, verdict, category, note, frame_id,
  extra_json
FROM annotation;

DROP TABLE annotation;
ALTER TABLE new_annotation RENAME TO annotation;

CREATE INDEX annotation_by_annotator ON annotation (annotator_id);
CREATE INDEX annotation_by_frame ON annotation (frame_id);

CREATE TRIGGER annotation_is_not_updated BEFORE UPDATE ON annotation
BEGIN SELECT RAISE(ABORT, 'annotation is append-only'); END;
-- Deleted only with a run that has a tombstone.
CREATE TRIGGER annotation_is_not_deleted BEFORE DELETE ON annotation
WHEN NOT EXISTS (
  SELECT 1
  FROM attempt
  JOIN outcome ON outcome.id = attempt.outcome_id
  JOIN trajectory ON trajectory.id = outcome.trajectory_id
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE attempt.id = old.attempt_id
  UNION ALL
  SELECT 1
  FROM detection
  JOIN trajectory ON trajectory.id = detection.trajectory_id
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE detection.id = old.detection_id)
BEGIN SELECT RAISE(ABORT, 'annotation is append-only'); END;

CREATE VIEW current_verdict AS
-- What each annotator says now of what he rated: of his rows on a target the highest seq, unless that takes back.
SELECT
  annotation.id AS annotation_id,
  annotation.attempt_id,
  annotation.detection_id,
  annotation.annotator_id,
  annotation.verdict,
  annotation.category,
  annotation.note,
  annotation.frame_id
FROM annotation
WHERE annotation.verdict <> 'retracted' AND NOT EXISTS (
  SELECT 1
  FROM annotation AS later
  WHERE later.attempt_id = annotation.attempt_id
    AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq
) AND NOT EXISTS (
  SELECT 1
  FROM annotation AS later
  WHERE later.detection_id = annotation.detection_id
    AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq);
