-- r1 has one name under two labels and is called by it; rules means two detectors, which their labels tell
-- apart, and a judge, which its stage tells apart; d3 has no name but its digest.
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:r1', 'relabel', '{"model":"m"}'),
  (2, 'sha256:d1', 'detect', '{}'),
  (3, 'sha256:d2', 'detect', '{}'),
  (4, 'sha256:d3', 'detect', '{}'),
  (5, 'sha256:j1', 'judge', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (1, 'a', 'm'),
  (1, 'b', 'm'),
  (2, 'a', 'rules'),
  (3, 'b', 'rules'),
  (5, 'a', 'rules');
