-- name: export_changes :many
-- Which examples came, went or changed from one export to another, and why as far as decisions are kept.
-- grain: one row per run whose example differs
-- param: export_a TEXT - digest of a manifest
-- param: export_b TEXT - digest of a manifest
-- column: change TEXT - came, went; kind, goal, decision, weight, confidence, copies: the first that differs
-- column: trajectory TEXT - name of the run; its digest where it is not here
-- column: was TEXT - in A; NULL = it was not there
-- column: became TEXT - in B; NULL = it is not there
-- column: why TEXT - of what came or went: what the other export's policy or split says of it
-- order: change, trajectory
WITH side AS (
  SELECT
    export.id,
    CASE export.digest WHEN :export_a THEN 'a' ELSE 'b' END AS side,
    json_extract(export.body_json, '$.policy.digest') AS policy,
    CASE WHEN json_type(export.body_json, '$.split') = 'object'
      THEN json_extract(export.body_json, '$.split.name') END AS split,
    CASE WHEN json_type(export.body_json, '$.split') = 'object'
      THEN json_extract(export.body_json, '$.split.parts') ELSE '[]' END AS parts
  FROM export
  WHERE export.digest IN (:export_a, :export_b)
),
a AS MATERIALIZED (
  SELECT export_item.*
  FROM side
  JOIN export_item ON export_item.export_id = side.id
  WHERE side.side = 'a'
),
b AS MATERIALIZED (
  SELECT export_item.*
  FROM side
  JOIN export_item ON export_item.export_id = side.id
  WHERE side.side = 'b'
),
paired AS (
  SELECT
    coalesce(a.trajectory_sha256, b.trajectory_sha256) AS run,
    CASE
      WHEN a.position IS NULL THEN 'came'
      WHEN b.position IS NULL THEN 'went'
      WHEN a.kind <> b.kind THEN 'kind'
      WHEN a.attempt_sha256 IS NOT b.attempt_sha256 OR a.other_sha256 IS NOT b.other_sha256
        THEN 'goal'
      WHEN a.decision IS NOT b.decision THEN 'decision'
      WHEN a.weight <> b.weight THEN 'weight'
      WHEN a.confidence IS NOT b.confidence THEN 'confidence'
      WHEN a.copies <> b.copies THEN 'copies'
    END AS change,
    a.kind AS kind_a,
    b.kind AS kind_b,
    a.attempt_sha256 AS attempt_a,
    b.attempt_sha256 AS attempt_b,
    a.decision AS decision_a,
    b.decision AS decision_b,
    a.weight AS weight_a,
    b.weight AS weight_b,
    a.confidence AS confidence_a,
    b.confidence AS confidence_b,
    a.copies AS copies_a,
    b.copies AS copies_b
  FROM a
  FULL JOIN b ON b.trajectory_sha256 = a.trajectory_sha256
),
changed AS (
  SELECT
    paired.*,
    trajectory.id AS trajectory_id,
    coalesce(trajectory_name.name, 'sha256:' || lower(hex(paired.run))) AS trajectory,
    other.policy,
    other.split,
    other.parts
  FROM paired
  LEFT JOIN trajectory ON trajectory.digest = 'sha256:' || lower(hex(paired.run))
  LEFT JOIN trajectory_name ON trajectory_name.trajectory_id = trajectory.id
  LEFT JOIN side AS other
    ON other.side = CASE paired.change WHEN 'came' THEN 'a' WHEN 'went' THEN 'b' END
  WHERE paired.change IS NOT NULL
)
SELECT
  changed.change,
  changed.trajectory,
  CASE changed.change
    WHEN 'goal' THEN coalesce((
      SELECT attempt.hindsight_goal
      FROM outcome
      JOIN attempt ON attempt.outcome_id = outcome.id
      WHERE outcome.trajectory_id = changed.trajectory_id
        AND attempt.digest = 'sha256:' || lower(hex(changed.attempt_a))), changed.kind_a)
    WHEN 'decision' THEN changed.decision_a
    WHEN 'weight' THEN CAST(changed.weight_a AS TEXT)
    WHEN 'confidence' THEN CAST(changed.confidence_a AS TEXT)
    WHEN 'copies' THEN CAST(changed.copies_a AS TEXT)
    ELSE coalesce(changed.decision_a, changed.kind_a)
  END AS was,
  CASE changed.change
    WHEN 'goal' THEN coalesce((
      SELECT attempt.hindsight_goal
      FROM outcome
      JOIN attempt ON attempt.outcome_id = outcome.id
      WHERE outcome.trajectory_id = changed.trajectory_id
        AND attempt.digest = 'sha256:' || lower(hex(changed.attempt_b))), changed.kind_b)
    WHEN 'decision' THEN changed.decision_b
    WHEN 'weight' THEN CAST(changed.weight_b AS TEXT)
    WHEN 'confidence' THEN CAST(changed.confidence_b AS TEXT)
    WHEN 'copies' THEN CAST(changed.copies_b AS TEXT)
    ELSE coalesce(changed.decision_b, changed.kind_b)
  END AS became,
  CASE
    WHEN changed.change NOT IN ('came', 'went') THEN NULL
    WHEN changed.trajectory_id IS NULL THEN 'the run is not here any more'
    WHEN changed.split IS NOT NULL AND NOT EXISTS (
      SELECT 1
      FROM split
      JOIN split_member ON split_member.split_id = split.id
      WHERE split.name = changed.split AND split_member.trajectory_id = changed.trajectory_id
        AND split_member.part IN (SELECT value FROM json_each(changed.parts))
    ) THEN coalesce('it is in part ' || (
      SELECT split_member.part
      FROM split
      JOIN split_member ON split_member.split_id = split.id
      WHERE split.name = changed.split AND split_member.trajectory_id = changed.trajectory_id
    ), 'it is in no part') || ' of ' || changed.split
    ELSE coalesce((
      SELECT CASE WHEN decision.decision IN ('accepted', 'fallback')
        THEN decision.decision || ', and not drawn or not taken' ELSE decision.decision END
      FROM gate_policy
      JOIN decision ON decision.policy_id = gate_policy.id
      WHERE gate_policy.digest = changed.policy
        AND decision.trajectory_id = changed.trajectory_id
    ), 'no decision of that policy is kept: not in F, or it came later')
  END AS why
FROM changed
ORDER BY changed.change, changed.trajectory;
