-- Two labels share the id t1, one label has two contents for t2, and t4 is both; t3 is only itself. A run
-- that is not in F (two of t4) makes a name ambiguous all the same.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'a', 'regoal', 'runs.jsonl'),
  (2, 'b', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:bbbbbbbbbbbbbbbb', 't1', 2, 'a goal', 0),
  (2, 'sha256:aaaaaaaaaaaaaaaa', 't1', 1, 'a goal', 0),
  (3, 'sha256:333333333333ffff', 't2', 1, 'a goal', 0),
  (4, 'sha256:222222222222eeee', 't2', 1, 'another goal', 0),
  (5, 'sha256:cccccccccccccccc', 't3', 2, 'a goal', 0),
  (6, 'sha256:dddddddddddddddd', 't4', 1, 'a goal', 0),
  (7, 'sha256:444444444444cccc', 't4', 1, 'another goal', 1),
  (8, 'sha256:eeeeeeeeeeeeeeee', 't4', 2, 'a goal', 1);
