-- Export A has t1 (accepted), t2 (by fallback) and t3; B has t1 with another goal, t2 with another weight, and t4.
-- By B's policy t3 is rejected; of A's no decision on t4 is kept.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:0101010101010101010101010101010101010101010101010101010101010101', 't1', 1, 'g', 0),
  (2, 'sha256:0202020202020202020202020202020202020202020202020202020202020202', 't2', 1, 'g', 0),
  (3, 'sha256:0303030303030303030303030303030303030303030303030303030303030303', 't3', 1, 'g', 0),
  (4, 'sha256:0404040404040404040404040404040404040404040404040404040404040404', 't4', 1, 'g', 0);
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:o1', 'extract', '{}'), (2, 'sha256:r1', 'relabel', '{}');
INSERT INTO outcome (id, digest, trajectory_id, config_id, achievements_json, observations_json) VALUES
  (1, 'sha256:x1', 1, 1, '[]', '[]');
INSERT INTO attempt (id, digest, outcome_id, config_id, k, hindsight_goal, valid, confidence) VALUES
  (1, 'sha256:a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 1, 2, 1, 'first goal', 1, 0.5),
  (2, 'sha256:a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2', 1, 2, 2, 'second goal', 1, 0.75);
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES (2, 'sha256:p2', '{}', 2);
INSERT INTO decision (policy_id, trajectory_id, decision, in_out) VALUES (2, 3, 'rejected', 'out');
INSERT INTO export (id, digest, body_json) VALUES
  (1, 'sha256:ea', '{"policy":{"digest":"sha256:p1","parameters":{"theta":0.5}},"examples":{"takes":"hindsight_pairs"},"counts":{"pairs":4},"formats":["trl-sft","trl-kto"],"split":"none","command":"regoal export"}'),
  (2, 'sha256:eb', '{"policy":{"digest":"sha256:p2","parameters":{"theta":0.7}},"examples":{"takes":"hindsight_pairs"},"counts":{"pairs":4},"formats":["trl-sft"],"split":"none"}');
INSERT INTO export_item (export_id, position, kind, decision, trajectory_sha256, attempt_sha256, votes_sha256, confidence, weight, copies) VALUES
  (1, 0, 'hindsight', 'accepted', x'0101010101010101010101010101010101010101010101010101010101010101', x'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', x'', 0.5, 0.5, 1),
  (1, 1, 'hindsight', 'fallback', x'0202020202020202020202020202020202020202020202020202020202020202', NULL, x'', 0.5, 0.5, 1),
  (1, 2, 'hindsight', 'accepted', x'0303030303030303030303030303030303030303030303030303030303030303', NULL, x'', 0.5, 0.5, 1),
  (2, 0, 'hindsight', 'accepted', x'0101010101010101010101010101010101010101010101010101010101010101', x'a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2', x'', 0.75, 0.5, 1),
  (2, 1, 'hindsight', 'fallback', x'0202020202020202020202020202020202020202020202020202020202020202', NULL, x'', 0.5, 0.25, 1),
  (2, 2, 'hindsight', 'accepted', x'0404040404040404040404040404040404040404040404040404040404040404', NULL, x'', 0.5, 0.5, 1);
