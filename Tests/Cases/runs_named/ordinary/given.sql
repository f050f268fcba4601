-- The bare id means all three runs that have it, under their two labels.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl'),
  (2, 'lab/a', 'regoal', 'other.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:1111111111111111111111111111111111111111111111111111111111111111', 't1', 1, 'a goal', 0),
  (2, 'sha256:2222222222222222222222222222222222222222222222222222222222222222', 't1', 1, 'another goal', 0),
  (3, 'sha256:3333333333333333333333333333333333333333333333333333333333333333', 't1', 2, 'a goal', 0),
  (4, 'sha256:4444444444444444444444444444444444444444444444444444444444444444', 'a/t1', 1, 'a goal', 0),
  (5, 'sha256:5555555555555555555555555555555555555555555555555555555555555555', 't2#111111111111', 1, 'a goal', 0);
