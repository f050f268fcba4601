-- name: forget_preview :many
-- What forgetting a run would remove.
-- grain: one row per kind of row
-- param: trajectory_id INTEGER - row of the run
-- column: what TEXT
-- column: count INTEGER
-- order: fixed
WITH counted (place, what, count) AS (
  SELECT 1, 'trajectory', count(*) FROM trajectory WHERE trajectory.id = :trajectory_id
  UNION ALL
  SELECT 2, 'step', count(*) FROM step WHERE step.trajectory_id = :trajectory_id
  UNION ALL
  SELECT 3, 'detection', count(*) FROM detection WHERE detection.trajectory_id = :trajectory_id
  UNION ALL
  SELECT 4, 'outcome', count(*) FROM outcome WHERE outcome.trajectory_id = :trajectory_id
  UNION ALL
  SELECT 5, 'attempt', count(*)
  FROM outcome
  JOIN attempt ON attempt.outcome_id = outcome.id
  WHERE outcome.trajectory_id = :trajectory_id
  UNION ALL
  SELECT 6, 'vote', count(*)
  FROM outcome
  JOIN attempt ON attempt.outcome_id = outcome.id
  JOIN vote ON vote.attempt_id = attempt.id
  WHERE outcome.trajectory_id = :trajectory_id
  UNION ALL
  SELECT 7, 'collection', count(*)
  FROM outcome
  JOIN collection ON collection.outcome_id = outcome.id
  WHERE outcome.trajectory_id = :trajectory_id
  UNION ALL
  SELECT 8, 'decision', count(*) FROM decision
  WHERE decision.policy_id IN (SELECT id FROM gate_policy)
    AND decision.trajectory_id = :trajectory_id
  UNION ALL
  SELECT 9, 'annotation', (
    SELECT count(*)
    FROM outcome
    JOIN attempt ON attempt.outcome_id = outcome.id
    JOIN annotation ON annotation.attempt_id = attempt.id
    WHERE outcome.trajectory_id = :trajectory_id
  ) + (
    SELECT count(*)
    FROM detection
    JOIN annotation ON annotation.detection_id = detection.id
    WHERE detection.trajectory_id = :trajectory_id
  )
  UNION ALL
  SELECT 10, 'model_call', count(*)
  FROM model_call_run
  WHERE model_call_run.trajectory_id = :trajectory_id AND NOT EXISTS (
    SELECT 1
    FROM model_call_run AS other
    WHERE other.call_id = model_call_run.call_id AND other.trajectory_id <> :trajectory_id)
  UNION ALL
  SELECT 11, 'task', count(*)
  FROM trajectory
  WHERE trajectory.id = :trajectory_id AND trajectory.task_id IS NOT NULL AND NOT EXISTS (
    SELECT 1
    FROM trajectory AS other
    WHERE other.task_id = trajectory.task_id AND other.id <> trajectory.id)
)
SELECT what, count
FROM counted
ORDER BY place;
