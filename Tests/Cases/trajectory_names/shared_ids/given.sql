-- t1 in two labels; t2 with two contents in one label, from two files; t3 is only itself.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'a', 'regoal', 'runs.jsonl'),
  (2, 'b', 'regoal', 'runs.jsonl'),
  (3, 'b', 'regoal', 'more.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal) VALUES
  (1, 'sha256:000000000001aa', 't1', 1, 'a goal'),
  (2, 'sha256:000000000002aa', 't1', 2, 'a goal'),
  (3, 'sha256:000000000003aa', 't2', 2, 'a goal'),
  (4, 'sha256:000000000004aa', 't2', 3, 'another'),
  (5, 'sha256:000000000005aa', 't3', 3, 'a goal');
