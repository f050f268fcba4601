-- Two files of one source, one of which has two bad records.
INSERT INTO quarantine (digest, label, format, file, line, reason, record) VALUES
  ('sha256:q1', 'lab', 'regoal', 'a.jsonl', 9, 'not JSON', '{'),
  ('sha256:q2', 'lab', 'regoal', 'a.jsonl', 7, '''goal'' is missing', '{}'),
  ('sha256:q3', 'lab', 'regoal', 'b.jsonl', 1, 'not JSON', '{');
