-- name: log_digests :many
-- What tells a database from others: a text for each row that a merge can meet another answer to.
-- scan: it is about all facts
-- column: content TEXT
-- order: content
WITH row (content) AS (
  SELECT label || ' ' || format || ' ' || file FROM source
  UNION ALL
  SELECT trajectory.digest || ' ' || source.format || ' ' || source.file
  FROM trajectory
  JOIN source ON source.id = trajectory.source_id
  UNION ALL
  SELECT digest FROM detection
  UNION ALL
  SELECT digest FROM outcome
  UNION ALL
  SELECT digest FROM attempt
  UNION ALL
  SELECT digest FROM vote
  UNION ALL
  SELECT digest FROM collection
  UNION ALL
  SELECT answer_digest FROM model_call
  UNION ALL
  SELECT digest FROM annotation
  UNION ALL
  SELECT digest FROM price
  UNION ALL
  SELECT digest FROM evaluation
  UNION ALL
  SELECT digest FROM split
  UNION ALL
  SELECT digest FROM split_member
  UNION ALL
  SELECT digest || ' ' || decided_order FROM gate_policy
  UNION ALL
  SELECT digest || ' ' || name FROM lexicon
  UNION ALL
  SELECT digest || ' ' || format FROM quarantine
  UNION ALL
  SELECT digest || ' ' || reason || ' ' || forgotten_at FROM tombstone
)
SELECT content
FROM row
ORDER BY content;
