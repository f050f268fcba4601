-- Names are the source's ids, in their order and not that of the rows.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal) VALUES
  (1, 'sha256:t1', 'b', 1, 'a goal'),
  (2, 'sha256:t2', 'a', 1, 'a goal');
