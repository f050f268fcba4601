-- Panel: all recorded judges, j2 and j3. t1 has both votes (mean of 0.75, 0.5 and 1). t2 lacks j3's, which
-- may go either way. t3 lacks it too, but j2's rejection is enough.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0),
  (3, 'sha256:t3', 't3', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}'),
  (5, 'sha256:j3', 'judge', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (4, 'lab', 'j2'),
  (5, 'lab', 'j3');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2),
  (2, 'sha256:e1-t2', 2, 2),
  (3, 'sha256:e1-t3', 3, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 2, 3, 1, 1, 0.75),
  (3, 'sha256:a3', 3, 3, 1, 1, 0.75);
INSERT INTO vote (digest, attempt_id, config_id, valid, confidence) VALUES
  ('sha256:a1-j2', 1, 4, 1, 0.5),
  ('sha256:a1-j3', 1, 5, 1, 1.0),
  ('sha256:a2-j2', 2, 4, 1, 1.0),
  ('sha256:a3-j2', 3, 4, 1, 0.25);
