-- One label calls two detectors rules: d1 has only its digest left, d2 its other name.
INSERT INTO stage_config (id, digest, stage, body_json) VALUES
  (1, 'sha256:d1', 'detect', '{}'),
  (2, 'sha256:d2', 'detect', '{}');
INSERT INTO config_name (config_id, label, name) VALUES
  (1, 'a', 'rules'),
  (2, 'a', 'rules'),
  (2, 'b', 'other');
