-- a takes back what he said of t1, which b rated, too; of t2 nothing is left.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:o1', 1, 2),
  (2, 'sha256:o2', 2, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, k, valid, confidence) VALUES
  (1, 'sha256:a1', 1, 3, 1, 1, 0.75),
  (2, 'sha256:a2', 2, 3, 1, 1, 0.75);
INSERT INTO annotator (id, name) VALUES (1, 'a'), (2, 'b');
INSERT INTO annotation (digest, attempt_id, annotator_id, seq, verdict) VALUES
  ('sha256:1', 1, 1, 1, 'invalid'),
  ('sha256:2', 1, 1, 2, 'retracted'),
  ('sha256:3', 1, 2, 1, 'valid'),
  ('sha256:4', 2, 1, 1, 'valid'),
  ('sha256:5', 2, 1, 2, 'retracted');
