-- Two sources, one of which states no outcome and has two files, one without runs.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'a.jsonl'),
  (2, 'lab', 'regoal', 'labels.jsonl'),
  (3, 'trail', 'openinference', 'b.json');
INSERT INTO trajectory (id, digest, external_id, source_id, model, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'small', 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'large', 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'small', 'a goal', 1),
  (4, 'sha256:t4', 't4', 3, NULL, 'a goal', NULL);
