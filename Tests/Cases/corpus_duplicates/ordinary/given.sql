-- t1, t2 and b/t1 do the same: t2 for another goal, and under b it counts as a success. t3 says the same words
-- in other places, and t4 is twice there with other content. NULL is as good as no text.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'a', 'regoal', 'a.jsonl'),
  (2, 'b', 'regoal', 'b.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:1000000000000', 't1', 1, 'a goal', 0),
  (2, 'sha256:2000000000000', 't2', 1, 'another', 0),
  (3, 'sha256:3000000000000', 't1', 2, 'a goal', 1),
  (4, 'sha256:4000000000000', 't3', 1, 'a goal', 0),
  (5, 'sha256:5000000000000', 't4', 1, 'a goal', 0),
  (6, 'sha256:6000000000000', 't4', 1, 'a goal', NULL);
INSERT INTO step (trajectory_id, step_index, thought, action_name, observation) VALUES
  (1, 0, 'so', 'look', 'ab'),
  (1, 1, NULL, 'end', 'c'),
  (2, 0, 'so', 'look', 'ab'),
  (2, 1, '', 'end', 'c'),
  (3, 0, 'so', 'look', 'ab'),
  (3, 1, '', 'end', 'c'),
  (4, 0, 'so', 'look', 'c'),
  (4, 1, '', 'end', 'ab'),
  (6, 0, 'so', 'look', 'abc');
