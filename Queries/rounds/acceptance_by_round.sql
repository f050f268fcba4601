-- name: acceptance_by_round :many
-- What a policy that was applied accepts in each round of redeployment, and what is new in it.
-- grain: one row per round with members of F
-- param: policy TEXT - digest of a policy that was applied; NULL = the last one
-- column: round INTEGER - as the source states; NULL = it states none
-- column: processed INTEGER - members of F
-- column: accepted INTEGER
-- column: fallback INTEGER
-- column: rejected INTEGER
-- column: dropped INTEGER - not_failure, irrecoverable, below_delta
-- column: open INTEGER - undetermined
-- column: yield_low REAL 0...1 - of processed, accepted whatever is missing
-- column: yield_high REAL 0...1 - of processed, accepted at best
-- column: tasks INTEGER - distinct tasks of the members; runs without one are not counted
-- column: new_tasks INTEGER - of these, without a run in an earlier round; NULL = the round is not stated
-- column: goals INTEGER - distinct accepted goals: no difference of case (ASCII), spaces, closing mark
-- column: new_goals INTEGER - of these, accepted in no earlier round; NULL = the round is not stated
-- column: paper_failures INTEGER - the paper's: new failures of this round
-- column: paper_accepted INTEGER - the paper's: of these, accepted by two judges
-- column: paper_success_pct REAL - the paper's: success of the model trained after the round, percent
-- order: round, not stated last
-- source: METHOD.md §6; the paper's Table 3
WITH chosen AS MATERIALIZED (
  SELECT
    gate_policy.id AS policy_id,
    coalesce(json_extract(gate_policy.body_json, '$.series'), 'main') AS series,
    extract.id AS extract_id,
    relabel.id AS relabel_id
  FROM gate_policy
  LEFT JOIN stage_config AS extract
    ON extract.digest = json_extract(gate_policy.body_json, '$.extract_config')
  LEFT JOIN stage_config AS relabel
    ON relabel.digest = json_extract(gate_policy.body_json, '$.relabel_config')
  WHERE gate_policy.digest = coalesce(:policy, (
    SELECT digest
    FROM gate_policy
    ORDER BY decided_order DESC
    LIMIT 1))
),
member AS MATERIALIZED (
  SELECT
    trajectory.id AS trajectory_id,
    trajectory.round,
    trajectory.task_id,
    decision.decision,
    decision.in_out,
    decision.k
  FROM chosen
  JOIN decision ON decision.policy_id = chosen.policy_id
  JOIN trajectory ON trajectory.id = decision.trajectory_id
),
first_of_task AS (
  SELECT task_id, min(round) AS first_round
  FROM trajectory
  WHERE task_id IS NOT NULL AND round IS NOT NULL
  GROUP BY task_id
),
member_task AS (
  SELECT DISTINCT member.round, member.task_id, first_of_task.first_round
  FROM member
  LEFT JOIN first_of_task ON first_of_task.task_id = member.task_id
  WHERE member.task_id IS NOT NULL
),
task_count AS (
  SELECT round, count(*) AS tasks, count(*) FILTER (WHERE first_round = round) AS new_tasks
  FROM member_task
  GROUP BY round
),
goal_text AS (
  SELECT
    member.round,
    attempt.hindsight_goal,
    row_number() OVER (
      PARTITION BY member.trajectory_id
      ORDER BY attempt.series = chosen.series DESC, outcome.series = chosen.series DESC
    ) AS place
  FROM chosen
  CROSS JOIN member ON member.decision IN ('accepted', 'fallback')
  CROSS JOIN outcome ON outcome.trajectory_id = member.trajectory_id
    AND outcome.config_id = chosen.extract_id AND outcome.series IN (chosen.series, 'main')
  CROSS JOIN attempt ON attempt.outcome_id = outcome.id AND attempt.config_id = chosen.relabel_id
    AND attempt.series IN (chosen.series, 'main') AND attempt.k = member.k
    AND attempt.goal_index = 0
),
round_goal AS MATERIALIZED (
  SELECT DISTINCT
    round,
    -- White space as single spaces: a run of them becomes pairs of marks, which collapse.
    rtrim(trim(replace(replace(replace(
      replace(replace(replace(lower(hindsight_goal), char(9), ' '), char(10), ' '), char(13), ' '),
      ' ', char(1) || char(2)), char(2) || char(1), ''), char(1) || char(2), ' ')), '.!? ')
      AS goal
  FROM goal_text
  WHERE place = 1 AND hindsight_goal IS NOT NULL
),
goal_count AS (
  SELECT
    round_goal.round,
    count(*) AS goals,
    count(*) FILTER (WHERE first_of_goal.first_round = round_goal.round) AS new_goals
  FROM round_goal
  LEFT JOIN (
    SELECT goal, min(round) AS first_round
    FROM round_goal
    WHERE round IS NOT NULL
    GROUP BY goal
  ) AS first_of_goal ON first_of_goal.goal = round_goal.goal
  GROUP BY round_goal.round
),
round_count AS (
  SELECT
    round,
    count(*) AS processed,
    count(*) FILTER (WHERE decision = 'accepted') AS accepted,
    count(*) FILTER (WHERE decision = 'fallback') AS fallback,
    count(*) FILTER (WHERE decision = 'rejected') AS rejected,
    count(*) FILTER (WHERE decision IN ('not_failure', 'irrecoverable', 'below_delta')) AS dropped,
    count(*) FILTER (WHERE decision = 'undetermined') AS open,
    count(*) FILTER (WHERE in_out = 'in') AS certain,
    count(*) FILTER (WHERE in_out <> 'out') AS possible
  FROM member
  GROUP BY round
),
-- The paper's Table 3; round 0 is the model before any training on relabeled runs.
paper AS (
  SELECT
    CAST(substr(paper_figure.setting, 7) AS INTEGER) AS round,
    paper_count.of_count AS failures,
    paper_count.count AS accepted,
    paper_figure.value AS success_pct
  FROM paper_figure
  LEFT JOIN paper_count ON paper_count.place = 'table 3' AND paper_count.setting = paper_figure.setting
  WHERE paper_figure.place = 'table 3'
)
SELECT
  round_count.round,
  round_count.processed,
  round_count.accepted,
  round_count.fallback,
  round_count.rejected,
  round_count.dropped,
  round_count.open,
  round_count.certain * 1.0 / round_count.processed AS yield_low,
  round_count.possible * 1.0 / round_count.processed AS yield_high,
  coalesce(task_count.tasks, 0) AS tasks,
  iif(round_count.round IS NULL, NULL, coalesce(task_count.new_tasks, 0)) AS new_tasks,
  coalesce(goal_count.goals, 0) AS goals,
  iif(round_count.round IS NULL, NULL, coalesce(goal_count.new_goals, 0)) AS new_goals,
  paper.failures AS paper_failures,
  paper.accepted AS paper_accepted,
  paper.success_pct AS paper_success_pct
FROM round_count
LEFT JOIN task_count ON task_count.round IS round_count.round
LEFT JOIN goal_count ON goal_count.round IS round_count.round
LEFT JOIN paper ON paper.round = round_count.round
ORDER BY round_count.round IS NULL, round_count.round;
