-- name: duplicate_runs :many
-- Runs whose steps are the same: thought, action, its input and the observation, one by one.
-- Whatever else they say, goal and outcome included; runs without steps are not compared. Where the steps agree
-- in number and length of texts, the texts are compared.
-- grain: one row per run that has a twin
-- column: first TEXT - name of the first run of the group
-- column: trajectory TEXT - name of the run
-- column: goal TEXT
-- column: success INTEGER - NULL = not stated
-- column: label TEXT - source label
-- order: first, trajectory
-- scan: it reads every step, once
WITH
run_size AS (
  SELECT
    trajectory_id,
    count(*) AS steps,
    total(length(CAST(thought AS BLOB))) AS thoughts,
    total(length(CAST(action_name AS BLOB))) AS actions,
    total(length(CAST(action_input_json AS BLOB))) AS inputs,
    total(length(CAST(observation AS BLOB))) AS observations
  FROM step
  GROUP BY trajectory_id
),
sized AS (
  SELECT
    trajectory_id,
    count(*) OVER (PARTITION BY steps, thoughts, actions, inputs, observations) AS runs
  FROM run_size
),
candidate AS MATERIALIZED (
  SELECT trajectory_id
  FROM sized
  WHERE runs > 1
),
content AS (
  SELECT trajectory_id, group_concat(text, char(10)) AS text
  FROM (
    SELECT
      candidate.trajectory_id,
      json_array(
        coalesce(step.thought, ''), coalesce(step.action_name, ''),
        coalesce(step.action_input_json, ''), coalesce(step.observation, '')) AS text
    FROM candidate
    JOIN step ON step.trajectory_id = candidate.trajectory_id
    ORDER BY candidate.trajectory_id, step.step_index
  )
  GROUP BY trajectory_id
),
grouped AS (
  SELECT
    trajectory_name.name,
    content.trajectory_id,
    first_value(trajectory_name.name) OVER (
      PARTITION BY content.text ORDER BY trajectory_name.name) AS first,
    count(*) OVER (PARTITION BY content.text) AS runs
  FROM content
  JOIN trajectory_name ON trajectory_name.trajectory_id = content.trajectory_id
)
SELECT
  grouped.first,
  grouped.name AS trajectory,
  trajectory.goal,
  trajectory.success,
  source.label
FROM grouped
JOIN trajectory ON trajectory.id = grouped.trajectory_id
JOIN source ON source.id = trajectory.source_id
WHERE grouped.runs > 1
ORDER BY first, trajectory;
