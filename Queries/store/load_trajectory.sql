-- name: load_trajectory :optional
-- One run with everything but its steps.
-- param: id INTEGER - row of the run
-- column: digest TEXT
-- column: label TEXT - source label
-- column: external_id TEXT
-- column: task_id INTEGER
-- column: task_key TEXT
-- column: benchmark TEXT
-- column: domain TEXT
-- column: model TEXT
-- column: trial INTEGER
-- column: round INTEGER
-- column: goal TEXT
-- column: system_prompt TEXT
-- column: tools_json TEXT
-- column: final_answer TEXT
-- column: failure_reason TEXT
-- column: success INTEGER
-- column: reward REAL
-- column: metadata_json TEXT
SELECT
  trajectory.digest,
  source.label,
  trajectory.external_id,
  trajectory.task_id,
  task.task_key,
  task.benchmark,
  task.domain,
  trajectory.model,
  trajectory.trial,
  trajectory.round,
  trajectory.goal,
  trajectory.system_prompt,
  trajectory.tools_json,
  trajectory.final_answer,
  trajectory.failure_reason,
  trajectory.success,
  trajectory.reward,
  trajectory.metadata_json
FROM trajectory
JOIN source ON source.id = trajectory.source_id
LEFT JOIN task ON task.id = trajectory.task_id
WHERE trajectory.id = :id;
