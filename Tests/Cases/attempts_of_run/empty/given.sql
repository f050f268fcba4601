-- No run has that digest.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO task (id, digest, task_key) VALUES
  (1, 'sha256:k1', 'k');
INSERT INTO trajectory (id, digest, external_id, source_id, task_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 1, 'a goal', 0),
  (2, 'sha256:t2', 't2', 1, 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{"engine":"rules"}'),
  (2, 'sha256:e1', 'extract', '{"engine":"rules"}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{"engine":"rules"}');
INSERT INTO config_name (config_id, label, name) VALUES
  (4, 'lab', 'j2');
INSERT INTO outcome (id, digest, trajectory_id, config_id, achievements_json, observations_json, limitations) VALUES
  (1, 'sha256:o1', 1, 2, '["a"]', '[]', 'no b'),
  (2, 'sha256:o2', 2, 2, '["c"]', '[]', NULL);
INSERT INTO attempt (id, digest, outcome_id, config_id, series, k, hindsight_goal, valid, confidence, status) VALUES
  (1, 'sha256:a2', 1, 3, 'main', 2, NULL, NULL, NULL, 'refused'),
  (2, 'sha256:a1', 1, 3, 'main', 1, 'find milk', 1, 0.75, 'ok'),
  (3, 'sha256:a3', 2, 3, 'main', 1, 'find tea', 1, 1.0, 'ok');
