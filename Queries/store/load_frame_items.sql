-- name: load_frame_items :many
-- The pairs that a frame drew, in their order, as far as they are stored.
-- grain: one row per pair drawn
-- param: frame TEXT - digest
-- column: trajectory_id INTEGER - NULL: the pair is not stored
-- column: k INTEGER
-- column: probability REAL 0...1 - of inclusion
-- column: extract_config TEXT - digest
-- column: relabel_config TEXT - digest
-- column: trajectory TEXT - name of the run
-- column: attempt TEXT - digest
-- order: as drawn
WITH item AS (
  SELECT
    listed.key,
    json_extract(listed.value, '$.probability') AS probability,
    json_extract(listed.value, '$.attempt') AS digest,
    (
      SELECT attempt.id
      FROM trajectory
      JOIN outcome ON outcome.trajectory_id = trajectory.id
      JOIN attempt ON attempt.outcome_id = outcome.id
      WHERE trajectory.digest = json_extract(listed.value, '$.trajectory')
        AND attempt.digest = json_extract(listed.value, '$.attempt') AND attempt.goal_index = 0
    ) AS attempt_id
  FROM annotation_frame
  JOIN json_each(annotation_frame.extra_json, '$.items') AS listed
  WHERE annotation_frame.digest = :frame
)
SELECT
  outcome.trajectory_id,
  attempt.k,
  item.probability,
  extract.digest AS extract_config,
  relabel.digest AS relabel_config,
  (
    SELECT trajectory_name.name
    FROM trajectory_name
    WHERE trajectory_name.trajectory_id = outcome.trajectory_id
  ) AS trajectory,
  item.digest AS attempt
FROM item
LEFT JOIN attempt ON attempt.id = item.attempt_id
LEFT JOIN outcome ON outcome.id = attempt.outcome_id
LEFT JOIN stage_config AS extract ON extract.id = outcome.config_id
LEFT JOIN stage_config AS relabel ON relabel.id = attempt.config_id
ORDER BY item.key;
