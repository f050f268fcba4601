-- t1's goal comes from an attempt; t5 is not here any more.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:0101010101010101010101010101010101010101010101010101010101010101', 't1', 1, 'g', 0),
  (2, 'sha256:0202020202020202020202020202020202020202020202020202020202020202', 't2', 1, 'g', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:o1', 'extract', '{}'), (2, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id, achievements_json, observations_json) VALUES
  (1, 'sha256:x1', 1, 1, '[]', '[]');
INSERT INTO attempt (id, digest, outcome_id, config_id, k, hindsight_goal, valid, confidence) VALUES
  (1, 'sha256:a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 1, 2, 1, 'first goal', 1, 0.5);
INSERT INTO export (id, digest, body_json) VALUES
  (1, 'sha256:ea', '{}');
INSERT INTO export_item (export_id, position, kind, decision, trajectory_sha256, attempt_sha256, votes_sha256, confidence, weight, copies) VALUES
  (1, 0, 'hindsight', 'accepted', x'0101010101010101010101010101010101010101010101010101010101010101', x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', x'', 0.5, 0.5, 1),
  (1, 1, 'hindsight', 'fallback', x'0202020202020202020202020202020202020202020202020202020202020202', NULL, x'', 0.5, 0.5, 1),
  (1, 2, 'success', NULL, x'0505050505050505050505050505050505050505050505050505050505050505', NULL, x'', NULL, 1, 1);
