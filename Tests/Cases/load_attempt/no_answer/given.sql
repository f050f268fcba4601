-- A refusal is a state, not a number.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}'),
  (3, 'sha256:r1', 'relabel', '{}'),
  (4, 'sha256:j2', 'judge', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id) VALUES
  (1, 'sha256:e1-t1', 1, 2);
INSERT INTO attempt (id, digest, outcome_id, config_id, series, k, goal_index, hindsight_goal, valid, confidence, status) VALUES
  (1, 'sha256:a1', 1, 3, 'main', 1, 0, 'find milk', 1, 0.75, 'ok'),
  (2, 'sha256:a2', 1, 3, 'main', 1, 1, 'second goal', 1, 1.0, 'ok'),
  (3, 'sha256:a3', 1, 3, 's2', 2, 0, NULL, NULL, NULL, 'refused');
