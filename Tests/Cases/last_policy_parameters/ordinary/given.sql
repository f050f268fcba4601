-- Every parameter of p1, which was applied last.
INSERT INTO gate_policy (id, digest, body_json, decided_order) VALUES
  (1, 'sha256:p1', '{"attempts":3,"delta":0.3,"detect_config":"sha256:d1","detection":"on",'
    || '"extract_config":"sha256:e1","fallback":"algorithm1","judges":["sha256:j2"],'
    || '"on_error":"consume","relabel_config":"sha256:r1","series":"main","theta":0.5,'
    || '"vote_valid":"required","weighting":"severity"}', 2),
  (2, 'sha256:p2', '{}', 1);
