-- Two raters of one calibration, the second without a map for one fold.
INSERT INTO calibration (digest, name, body_json) VALUES ('sha256:c1', 'may',
  '{"attempts":["sha256:a1"],"maps":[
    {"folds":[{"kind":"platt"},{"kind":"platt"}],"map":{"kind":"platt","intercept":0,"slope":1},"name":"relabeler","rated":30,"rater":"relabeler"},
    {"folds":[null,{"kind":"isotonic"}],"map":{"kind":"isotonic"},"name":"j1","rated":200,"rater":"sha256:j1"}],
   "relabel_config":"sha256:r1","series":"main"}');
