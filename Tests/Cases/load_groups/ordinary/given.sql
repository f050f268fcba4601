-- The groups of task 1, not those of task 2.
INSERT INTO task (id, digest) VALUES
  (1, 'sha256:k1'),
  (2, 'sha256:k2');
INSERT INTO task_group (task_id, kind, value) VALUES
  (1, 'template', '4'),
  (1, 'site', 'shopping'),
  (2, 'site', 'maps');
