-- One outcome, whose extractor names no limitations.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:t1', 't1', 1, 'a goal', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (2, 'sha256:e1', 'extract', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id, achievements_json, observations_json) VALUES
  (5, 'sha256:e1-t1', 1, 2, '["found milk"]', '[]');
