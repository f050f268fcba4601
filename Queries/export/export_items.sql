-- name: export_items :many
-- What the lines of an export come from.
-- grain: one row per example
-- param: export TEXT - digest of its manifest; NULL = the one written last
-- column: position INTEGER - from 0
-- column: trajectory_id INTEGER - NULL = the run is not here any more
-- column: trajectory TEXT - name of the run; its digest where it is not here
-- column: kind TEXT - hindsight, random_goal, own_goal, success, success_pair
-- column: decision TEXT - accepted, fallback; NULL = no gate decided
-- column: k INTEGER - attempt that gave the goal; NULL = none did
-- column: hindsight_goal TEXT
-- column: confidence REAL 0...1
-- column: weight REAL 0...1
-- column: copies INTEGER
-- column: vote_count INTEGER - judges' votes behind the confidence
-- order: position
SELECT
  export_item.position,
  trajectory.id AS trajectory_id,
  coalesce(trajectory_name.name, 'sha256:' || lower(hex(export_item.trajectory_sha256)))
    AS trajectory,
  export_item.kind,
  export_item.decision,
  attempt.k,
  attempt.hindsight_goal,
  export_item.confidence,
  export_item.weight,
  export_item.copies,
  length(export_item.votes_sha256) / 32 AS vote_count
FROM export_item
LEFT JOIN trajectory
  ON trajectory.digest = 'sha256:' || lower(hex(export_item.trajectory_sha256))
LEFT JOIN trajectory_name ON trajectory_name.trajectory_id = trajectory.id
LEFT JOIN attempt ON attempt.id = (
  SELECT given.id
  FROM outcome
  JOIN attempt AS given ON given.outcome_id = outcome.id
  WHERE outcome.trajectory_id = trajectory.id
    AND given.digest = 'sha256:' || lower(hex(export_item.attempt_sha256)))
WHERE export_item.export_id = (
  SELECT id
  FROM export
  WHERE digest = :export OR :export IS NULL
  ORDER BY id DESC
  LIMIT 1)
ORDER BY export_item.position;
