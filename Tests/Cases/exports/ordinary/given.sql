-- One is held to a split, whose check found two pairs of goals; the other is not.
INSERT INTO export (id, digest, body_json) VALUES
  (1, 'sha256:ea', '{"policy":{"digest":"sha256:p1","parameters":{"theta":0.5}},"examples":{"takes":"hindsight_pairs"},"counts":{"pairs":4},"formats":["trl-sft","trl-kto"],"split":{"name":"main","parts":["train"],"check":{"pairs_in_two_parts":{"group":0,"goal":2,"answer":3}}},"command":"regoal export"}'),
  (2, 'sha256:eb', '{"policy":{"digest":"sha256:p2","parameters":{"theta":0.7}},"examples":{"takes":"hindsight_pairs"},"counts":{"pairs":4},"formats":["trl-sft"],"split":"none"}');
