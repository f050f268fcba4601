-- Once for each name; a config without names once, too.
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
INSERT INTO config_name (config_id, label, name) VALUES
  (1, 'lab', 'd1'),
  (1, 'other', 'd1');
