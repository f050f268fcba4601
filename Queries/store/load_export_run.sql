-- name: load_export_run :optional
-- What exports write of a run, steps apart.
-- param: id INTEGER - row of the run
-- column: digest TEXT
-- column: label TEXT - source label
-- column: external_id TEXT
-- column: goal TEXT
-- column: system_prompt TEXT
-- column: tools_json TEXT
-- column: final_answer TEXT
SELECT
  trajectory.digest,
  source.label,
  trajectory.external_id,
  trajectory.goal,
  trajectory.system_prompt,
  trajectory.tools_json,
  trajectory.final_answer
FROM trajectory
JOIN source ON source.id = trajectory.source_id
WHERE trajectory.id = :id;
