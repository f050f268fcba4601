-- Four runs, of which one states no outcome, and at least one of every other thing.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO task (id, digest) VALUES
  (1, 'sha256:k1');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 1),
  (4, 'sha256:t4', 't4', 1, 'a goal', NULL);
INSERT INTO step (trajectory_id, step_index) VALUES
  (1, 0),
  (1, 1),
  (2, 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}');
INSERT INTO detection (digest, trajectory_id, config_id) VALUES ('sha256:d1-t1', 1, 1);
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k) VALUES
  (1, 'sha256:a1', 1, 3, 1),
  (2, 'sha256:a2', 1, 3, 2);
INSERT INTO vote (digest, attempt_id, config_id) VALUES ('sha256:v1', 1, 4);
INSERT INTO collection (digest, outcome_id, config_id) VALUES ('sha256:c1', 1, 3);
INSERT INTO quarantine (digest, label, format, file, line, reason, record) VALUES
  ('sha256:q1', 'lab', 'regoal', 'runs.jsonl', 7, 'not JSON', '{');
