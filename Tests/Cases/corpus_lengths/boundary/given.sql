-- 4096 digits are 4096 tokens, which are not over; one more is. Of ten runs the 90th percentile is the ninth.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'a.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, hex(zeroblob(2048)), 0),
  (2, 'sha256:t2', 't2', 1, hex(zeroblob(2048)) || '0', 0),
  (3, 'sha256:t3', 't3', 1, '3', 0),
  (4, 'sha256:t4', 't4', 1, '44', 0),
  (5, 'sha256:t5', 't5', 1, '555', 0),
  (6, 'sha256:t6', 't6', 1, '6666', 0),
  (7, 'sha256:t7', 't7', 1, '77777', 0),
  (8, 'sha256:t8', 't8', 1, '888888', 0),
  (9, 'sha256:t9', 't9', 1, '9999999', 0),
  (10, 'sha256:t10', 't10', 1, '', 0);
