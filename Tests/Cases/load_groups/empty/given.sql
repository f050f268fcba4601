-- The task exists and is in no group.
INSERT INTO task (id, digest) VALUES
  (1, 'sha256:k1');
