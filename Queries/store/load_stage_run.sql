-- name: load_stage_run :optional
-- What the rule stages look at in a run, steps apart.
-- grain: one row
-- param: id INTEGER - run
-- column: digest TEXT - sha256: of the run
-- column: goal TEXT - g
-- column: final_answer TEXT - final answer
-- column: failure_reason TEXT - stated failure reason
-- column: success INTEGER 0...1 - stated outcome
SELECT digest, goal, final_answer, failure_reason, success
FROM trajectory
WHERE id = :id;
