-- In order of file, line (as a number) and reason; of a long record the first 200 characters; a record
-- that is no text is shown as one.
INSERT INTO quarantine (digest, label, format, file, line, reason, record) VALUES
  ('sha256:q4', 'lab', 'regoal', 'b.jsonl', 1, 'not JSON', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'),
  ('sha256:q3', 'lab', 'regoal', 'a.jsonl', 10, 'not JSON', '{'),
  ('sha256:q2', 'lab', 'regoal', 'a.jsonl', 9, 'no steps', '{}'),
  ('sha256:q1', 'lab', 'regoal', 'a.jsonl', 9, 'no goal', '{}');
INSERT INTO quarantine (digest, label, format, file, line, reason, record)
VALUES ('sha256:q5', 'lab', 'regoal', 'c.jsonl', 1, 'not UTF-8', x'61');
