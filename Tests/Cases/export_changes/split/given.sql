-- B has t1 and t4, which A, held to part train of the split main, could not have: t4 is in test, t1 in none. t5, which
-- both have, is not here any more.
INSERT INTO source (id, label, format, file) VALUES (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
  (1, 'sha256:0101010101010101010101010101010101010101010101010101010101010101', 't1', 1, 'g', 0),
  (4, 'sha256:0404040404040404040404040404040404040404040404040404040404040404', 't4', 1, 'g', 0);
INSERT INTO split (id, digest, name, body_json) VALUES (1, 'sha256:s1', 'main', '{}');
INSERT INTO split_member (split_id, trajectory_id, part, group_key, digest) VALUES (1, 4, 'test', 'task=k', 'sha256:m4');
INSERT INTO export (id, digest, body_json) VALUES
  (1, 'sha256:ea', '{"policy":{"digest":"sha256:p1","parameters":{"theta":0.5}},"examples":{"takes":"hindsight_pairs"},"counts":{"pairs":4},"formats":["trl-sft","trl-kto"],"split":{"name":"main","parts":["train"],"check":{"pairs_in_two_parts":{"group":0,"goal":2,"answer":3}}},"command":"regoal export"}'),
  (2, 'sha256:eb', '{"policy":{"digest":"sha256:p2","parameters":{"theta":0.7}},"examples":{"takes":"hindsight_pairs"},"counts":{"pairs":4},"formats":["trl-sft"],"split":"none"}');
INSERT INTO export_item (export_id, position, kind, decision, trajectory_sha256, attempt_sha256, votes_sha256, confidence, weight, copies) VALUES
  (1, 0, 'hindsight', 'accepted', x'0505050505050505050505050505050505050505050505050505050505050505', NULL, x'', 0.5, 0.5, 1),
  (2, 0, 'hindsight', 'accepted', x'0101010101010101010101010101010101010101010101010101010101010101', NULL, x'', 0.5, 0.5, 1),
  (2, 1, 'hindsight', 'accepted', x'0404040404040404040404040404040404040404040404040404040404040404', NULL, x'', 0.5, 0.5, 1),
  (2, 2, 'hindsight', 'fallback', x'0505050505050505050505050505050505050505050505050505050505050505', NULL, x'', 0.5, 0.5, 1);
