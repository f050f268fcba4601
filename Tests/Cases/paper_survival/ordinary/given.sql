-- The figures are stored with the schema, whatever is stored.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success, round) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 1, 1);
