-- Series s2: t1's attempt of s2 does not inherit the vote on main's attempt; t2 has nothing of its own and
-- is read from main, vote included; t3's own attempt and vote replace main's.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (4, 'lab', 'j2');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2),
  (3, 'sha256:e1-t3', 3, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, series, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 'main', 1, 1, 0.75),
  (2, 'sha256:a2', 1, 3, 's2', 1, 1, 0.75),
  (3, 'sha256:a3', 2, 3, 'main', 1, 1, 0.75),
  (4, 'sha256:a4', 3, 3, 'main', 1, 1, 0.25),
  (5, 'sha256:a5', 3, 3, 's2', 1, 1, 1.0);
INSERT INTO vote (digest, attempt_id, config_id, series, valid, confidence) VALUES
  ('sha256:a1-j2-main', 1, 4, 'main', 1, 0.75),
  ('sha256:a3-j2-main', 3, 4, 'main', 1, 0.75),
  ('sha256:a5-j2-s2', 5, 4, 's2', 1, 0.5);
