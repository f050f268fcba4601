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
SELECT
  pair.trajectory_id,
  pair.k,
  json_extract(item.value, '$.probability') AS probability,
  pair.extract_config,
  pair.relabel_config,
  pair.name AS trajectory,
  json_extract(item.value, '$.attempt') AS attempt
FROM annotation_frame
JOIN json_each(annotation_frame.extra_json, '$.items') AS item
LEFT JOIN (
  SELECT
    trajectory.digest AS trajectory,
    attempt.digest AS attempt,
    trajectory.id AS trajectory_id,
    attempt.k,
    extract.digest AS extract_config,
    relabel.digest AS relabel_config,
    trajectory_name.name
  FROM trajectory
  JOIN trajectory_name ON trajectory_name.trajectory_id = trajectory.id
  JOIN outcome ON outcome.trajectory_id = trajectory.id
  JOIN stage_config AS extract ON extract.id = outcome.config_id
  JOIN attempt ON attempt.outcome_id = outcome.id AND attempt.goal_index = 0
  JOIN stage_config AS relabel ON relabel.id = attempt.config_id
) AS pair ON pair.trajectory = json_extract(item.value, '$.trajectory')
  AND pair.attempt = json_extract(item.value, '$.attempt')
WHERE annotation_frame.digest = :frame
ORDER BY item.key;
