-- Both records of the second line of b.jsonl.
INSERT INTO quarantine (digest, label, format, file, line, reason, record) VALUES
  ('sha256:1', 'lab', 'regoal', 'b.jsonl', 2, 'not JSON', '{"id":"t1"'),
  ('sha256:2', 'lab', 'regoal', 'b.jsonl', 2, 'not UTF-8', x'ff7431'),
  ('sha256:3', 'lab', 'regoal', 'a.jsonl', 1, 'not JSON', '{"id":"T1"');
