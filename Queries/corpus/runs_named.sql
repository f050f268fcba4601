-- name: runs_named :many
-- Runs that a name means: the source's id, label/id, either with #digest12, or a digest.
-- grain: one row per run
-- param: name TEXT - name; of a digest at least twelve digits
-- column: id INTEGER
-- column: trajectory TEXT - what people call it
-- column: digest TEXT
-- column: label TEXT - source label
-- column: external_id TEXT
-- column: file TEXT - file that it was read from
-- order: label, external_id, digest
-- source: DESIGN.md §6
WITH wanted (text, digits) AS (
  SELECT :name, ''
  UNION ALL
  SELECT substr(:name, 1, length(:name) - 13), substr(:name, -12)
  WHERE substr(:name, -13, 1) = '#' AND substr(:name, -12) NOT GLOB '*[^0-9a-f]*'
),
meant (id) AS (
  SELECT trajectory.id
  FROM trajectory
  WHERE trajectory.digest >= :name AND trajectory.digest < :name || 'g'
    AND substr(:name, 1, 7) = 'sha256:' AND length(:name) >= 19
  UNION
  SELECT trajectory.id
  FROM wanted
  JOIN trajectory ON trajectory.external_id = wanted.text
  WHERE wanted.digits IN ('', substr(trajectory.digest, 8, 12))
  UNION
  SELECT trajectory.id
  FROM wanted
  JOIN source ON substr(wanted.text, 1, length(source.label) + 1) = source.label || '/'
  JOIN trajectory ON trajectory.source_id = source.id
    AND trajectory.external_id = substr(wanted.text, length(source.label) + 2)
  WHERE wanted.digits IN ('', substr(trajectory.digest, 8, 12))
)
SELECT
  trajectory.id,
  trajectory_name.name AS trajectory,
  trajectory.digest,
  source.label,
  trajectory.external_id,
  source.file
FROM meant
JOIN trajectory ON trajectory.id = meant.id
JOIN source ON source.id = trajectory.source_id
JOIN trajectory_name ON trajectory_name.trajectory_id = trajectory.id
ORDER BY source.label, trajectory.external_id, trajectory.digest;
