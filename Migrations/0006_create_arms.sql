CREATE TABLE arm (
  -- An arm of an experiment, by content: stage configs, series, policy with weighting, and what training takes.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of body_json
  body_json TEXT NOT NULL,              -- canonical JSON, configs by digest
  CONSTRAINT arm_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE TABLE arm_name (
  -- Names of arms. An arm that was changed is another arm, which may have the same name.
  arm_id INTEGER NOT NULL CONSTRAINT arm_name_has_arm REFERENCES arm (id),
  name TEXT NOT NULL,
  CONSTRAINT arm_name_is_listed_once PRIMARY KEY (arm_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX arm_name_by_name ON arm_name (name);

CREATE VIEW arm_label (arm_id, digest, name) AS
-- What people call an arm: its first name; '#' with twelve digits of the digest behind where the name
-- means several arms; the digest where it has no name.
SELECT
  arm.id,
  arm.digest,
  coalesce(
    (
      SELECT
        min(arm_name.name) || CASE WHEN (
          SELECT count(*)
          FROM arm_name AS other
          WHERE other.name = min(arm_name.name)) > 1
        THEN '#' || substr(arm.digest, 8, 12) ELSE '' END
      FROM arm_name
      WHERE arm_name.arm_id = arm.id
    ),
    arm.digest)
FROM arm;

CREATE TABLE evaluation (
  -- What a model scored that was trained on an arm's data: measured elsewhere, recorded here.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  arm_id INTEGER NOT NULL CONSTRAINT evaluation_has_arm REFERENCES arm (id),
  export_sha256 TEXT,                   -- of the training file
  benchmark TEXT,
  split TEXT,
  model TEXT,                           -- model that was trained
  seed INTEGER,
  task TEXT,                            -- one task's result; NULL: the benchmark as a whole
  metric TEXT NOT NULL,
  value REAL NOT NULL,                  -- a share, 0…1
  n INTEGER,                            -- how many trials the value is the mean of
  round INTEGER,                        -- round of redeployment
  extra_json TEXT,                      -- keys of a log line that have no column
  CONSTRAINT evaluation_digest_is_unique UNIQUE (digest),
  CONSTRAINT evaluation_value_is_share CHECK (value BETWEEN 0 AND 1),
  CONSTRAINT evaluation_n_counts_from_1 CHECK (n >= 1)
) STRICT;

-- One value for one measurement; what is not stated is the same as itself.
CREATE UNIQUE INDEX evaluation_is_one_per_key ON evaluation (
  arm_id, metric, coalesce(benchmark, ''), coalesce(split, ''), coalesce(model, ''),
  coalesce(seed, ''), coalesce(task, ''), coalesce(round, ''), coalesce(export_sha256, ''));

CREATE TABLE annotator (
  -- Who rates.
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  CONSTRAINT annotator_name_is_unique UNIQUE (name)
) STRICT;

CREATE TABLE annotation_frame (
  -- From what, and how, the pairs to be rated were drawn.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  policy_digest TEXT,                   -- sha256: of the policy whose accepted pairs were drawn from
  population INTEGER,                   -- N, pairs that could be drawn
  seed INTEGER,
  rule TEXT,                            -- how they were drawn
  extra_json TEXT,
  CONSTRAINT annotation_frame_digest_is_unique UNIQUE (digest),
  CONSTRAINT annotation_frame_population_counts_from_0 CHECK (population >= 0)
) STRICT;

CREATE INDEX annotation_frame_by_name ON annotation_frame (name);

CREATE TABLE annotation (
  -- A person's verdict on an attempt or on a detection. Who thinks again adds one with a higher seq.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  attempt_id INTEGER CONSTRAINT annotation_has_attempt REFERENCES attempt (id),
  detection_id INTEGER CONSTRAINT annotation_has_detection REFERENCES detection (id),
  annotator_id INTEGER NOT NULL CONSTRAINT annotation_has_annotator REFERENCES annotator (id),
  seq INTEGER NOT NULL,                 -- from 1; the highest of a target and annotator is current
  verdict TEXT NOT NULL,                -- valid: the run demonstrates the hindsight goal, the detection is right
  category TEXT,                        -- kind of fault; for a detection the failure type that is right
  note TEXT,
  frame_id INTEGER CONSTRAINT annotation_has_frame REFERENCES annotation_frame (id),
  extra_json TEXT,
  CONSTRAINT annotation_digest_is_unique UNIQUE (digest),
  CONSTRAINT annotation_is_one_per_attempt UNIQUE (attempt_id, annotator_id, seq),
  CONSTRAINT annotation_is_one_per_detection UNIQUE (detection_id, annotator_id, seq),
  CONSTRAINT annotation_has_one_target CHECK ((attempt_id IS NULL) <> (detection_id IS NULL)),
  CONSTRAINT annotation_verdict_is_known CHECK (verdict IN ('valid', 'invalid', 'unsure')),
  CONSTRAINT annotation_seq_counts_from_1 CHECK (seq >= 1)
) STRICT;

CREATE INDEX annotation_by_annotator ON annotation (annotator_id);
CREATE INDEX annotation_by_frame ON annotation (frame_id);

CREATE TABLE paper_figure (
  -- The AgentHER paper's figures (arXiv 2603.21357), as printed: not ours, only to be shown beside ours.
  id INTEGER PRIMARY KEY,
  place TEXT NOT NULL,                  -- table or figure of the paper
  benchmark TEXT,
  model TEXT,                           -- model that was trained
  method TEXT NOT NULL,                 -- the paper's arm: an arm of ours with that name has it beside
  setting TEXT,                         -- group, round, volume, … ; NULL: none
  metric TEXT NOT NULL,
  value REAL NOT NULL,                  -- in the paper's unit
  unit TEXT NOT NULL                    -- percent, percentage points, nats, clusters
) STRICT;

-- All columns: a second copy of what no digest covers, and what a figure is looked up by.
CREATE UNIQUE INDEX paper_figure_by_method
ON paper_figure (method, benchmark, model, metric, setting, place, value, unit);

CREATE TABLE paper_count (
  -- The AgentHER paper's counts (arXiv 2603.21357), as printed: not ours, only to be shown beside ours.
  id INTEGER PRIMARY KEY,
  place TEXT NOT NULL,                  -- table of the paper, or its text
  benchmark TEXT,
  method TEXT NOT NULL,
  setting TEXT,
  metric TEXT NOT NULL,                 -- accepted, rated_valid
  count INTEGER NOT NULL,
  of_count INTEGER NOT NULL             -- the denominator
) STRICT;

CREATE UNIQUE INDEX paper_count_by_method
ON paper_count (method, benchmark, metric, setting, place, count, of_count);

INSERT INTO paper_figure (place, benchmark, model, method, setting, metric, value, unit) VALUES
  ('table 1', 'webarena', 'gpt-4o', 'base', NULL, 'success_rate', 14.3, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-72b', 'base', NULL, 'success_rate', 21.4, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-7b', 'base', NULL, 'success_rate', 8.6, 'percent'),
  ('table 1', 'webarena', 'llama-8b', 'base', NULL, 'success_rate', 6.8, 'percent'),
  ('table 1', 'webarena', 'gpt-4o', 'sft_random', NULL, 'success_rate', 18.9, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-72b', 'sft_random', NULL, 'success_rate', 26.3, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-7b', 'sft_random', NULL, 'success_rate', 14.7, 'percent'),
  ('table 1', 'webarena', 'llama-8b', 'sft_random', NULL, 'success_rate', 13.5, 'percent'),
  ('table 1', 'webarena', 'gpt-4o', 'rejection_sampling', NULL, 'success_rate', 21.8, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-72b', 'rejection_sampling', NULL, 'success_rate', 29.4, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-7b', 'rejection_sampling', NULL, 'success_rate', 17.8, 'percent'),
  ('table 1', 'webarena', 'llama-8b', 'rejection_sampling', NULL, 'success_rate', 16.3, 'percent'),
  ('table 1', 'webarena', 'gpt-4o', 'sft_success', NULL, 'success_rate', 23.4, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-72b', 'sft_success', NULL, 'success_rate', 30.8, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-7b', 'sft_success', NULL, 'success_rate', 18.9, 'percent'),
  ('table 1', 'webarena', 'llama-8b', 'sft_success', NULL, 'success_rate', 17.3, 'percent'),
  ('table 1', 'webarena', 'gpt-4o', 'reflexion', NULL, 'success_rate', 19.1, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-72b', 'reflexion', NULL, 'success_rate', 28.1, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-7b', 'reflexion', NULL, 'success_rate', 16.4, 'percent'),
  ('table 1', 'webarena', 'llama-8b', 'reflexion', NULL, 'success_rate', 15.0, 'percent'),
  ('table 1', 'webarena', 'gpt-4o', 'agenther_sj', NULL, 'success_rate', 29.7, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-72b', 'agenther_sj', NULL, 'success_rate', 38.1, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-7b', 'agenther_sj', NULL, 'success_rate', 27.0, 'percent'),
  ('table 1', 'webarena', 'llama-8b', 'agenther_sj', NULL, 'success_rate', 25.3, 'percent'),
  ('table 1', 'webarena', 'gpt-4o', 'agenther_mj', NULL, 'success_rate', 30.5, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-72b', 'agenther_mj', NULL, 'success_rate', 38.9, 'percent'),
  ('table 1', 'webarena', 'qwen2.5-7b', 'agenther_mj', NULL, 'success_rate', 27.8, 'percent'),
  ('table 1', 'webarena', 'llama-8b', 'agenther_mj', NULL, 'success_rate', 26.1, 'percent'),
  ('table 1', 'toolbench', 'gpt-4o', 'base', NULL, 'pass_at_1', 53.2, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-72b', 'base', NULL, 'pass_at_1', 60.1, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-7b', 'base', NULL, 'pass_at_1', 44.6, 'percent'),
  ('table 1', 'toolbench', 'llama-8b', 'base', NULL, 'pass_at_1', 42.1, 'percent'),
  ('table 1', 'toolbench', 'gpt-4o', 'sft_random', NULL, 'pass_at_1', 61.4, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-72b', 'sft_random', NULL, 'pass_at_1', 68.9, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-7b', 'sft_random', NULL, 'pass_at_1', 54.8, 'percent'),
  ('table 1', 'toolbench', 'llama-8b', 'sft_random', NULL, 'pass_at_1', 52.9, 'percent'),
  ('table 1', 'toolbench', 'gpt-4o', 'rejection_sampling', NULL, 'pass_at_1', 66.2, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-72b', 'rejection_sampling', NULL, 'pass_at_1', 73.7, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-7b', 'rejection_sampling', NULL, 'pass_at_1', 59.8, 'percent'),
  ('table 1', 'toolbench', 'llama-8b', 'rejection_sampling', NULL, 'pass_at_1', 57.4, 'percent'),
  ('table 1', 'toolbench', 'gpt-4o', 'sft_success', NULL, 'pass_at_1', 67.8, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-72b', 'sft_success', NULL, 'pass_at_1', 75.4, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-7b', 'sft_success', NULL, 'pass_at_1', 61.2, 'percent'),
  ('table 1', 'toolbench', 'llama-8b', 'sft_success', NULL, 'pass_at_1', 58.3, 'percent'),
  ('table 1', 'toolbench', 'gpt-4o', 'reflexion', NULL, 'pass_at_1', 64.3, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-72b', 'reflexion', NULL, 'pass_at_1', 72.1, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-7b', 'reflexion', NULL, 'pass_at_1', 57.1, 'percent'),
  ('table 1', 'toolbench', 'llama-8b', 'reflexion', NULL, 'pass_at_1', 55.6, 'percent'),
  ('table 1', 'toolbench', 'gpt-4o', 'agenther_sj', NULL, 'pass_at_1', 74.3, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-72b', 'agenther_sj', NULL, 'pass_at_1', 83.0, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-7b', 'agenther_sj', NULL, 'pass_at_1', 71.4, 'percent'),
  ('table 1', 'toolbench', 'llama-8b', 'agenther_sj', NULL, 'pass_at_1', 67.9, 'percent'),
  ('table 1', 'toolbench', 'gpt-4o', 'agenther_mj', NULL, 'pass_at_1', 75.6, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-72b', 'agenther_mj', NULL, 'pass_at_1', 83.7, 'percent'),
  ('table 1', 'toolbench', 'qwen2.5-7b', 'agenther_mj', NULL, 'pass_at_1', 72.9, 'percent'),
  ('table 1', 'toolbench', 'llama-8b', 'agenther_mj', NULL, 'pass_at_1', 69.4, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'full_mj_severity', NULL, 'success_rate', 27.8, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'full_mj_severity', NULL, 'noise', 2.3, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'single_judge', NULL, 'success_rate', 27.0, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'single_judge', NULL, 'success_rate_delta', -0.8, 'percentage points'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'single_judge', NULL, 'noise', 5.9, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'uniform_weights', NULL, 'success_rate', 26.4, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'uniform_weights', NULL, 'success_rate_delta', -1.4, 'percentage points'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'uniform_weights', NULL, 'noise', 4.1, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'rule_extractor', NULL, 'success_rate', 26.0, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'rule_extractor', NULL, 'success_rate_delta', -1.8, 'percentage points'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'rule_extractor', NULL, 'noise', 5.9, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'llm_detector', NULL, 'success_rate', 28.7, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'llm_detector', NULL, 'success_rate_delta', 0.9, 'percentage points'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'llm_detector', NULL, 'noise', 2.1, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'no_failure_detection', NULL, 'success_rate', 25.3, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'no_failure_detection', NULL, 'success_rate_delta', -2.5, 'percentage points'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'no_failure_detection', NULL, 'noise', 7.3, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'no_confidence_filter', NULL, 'success_rate', 23.7, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'no_confidence_filter', NULL, 'success_rate_delta', -4.1, 'percentage points'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'no_confidence_filter', NULL, 'noise', 14.8, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'sft_only', NULL, 'success_rate', 25.4, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'sft_only', NULL, 'success_rate_delta', -2.4, 'percentage points'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'sft_only', NULL, 'noise', 2.3, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'naive_relabeling', NULL, 'success_rate', 21.8, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'naive_relabeling', NULL, 'success_rate_delta', -6.0, 'percentage points'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'sft_success', NULL, 'success_rate', 18.9, 'percent'),
  ('table 2', 'webarena', 'qwen2.5-7b', 'sft_success', NULL, 'success_rate_delta', -8.9, 'percentage points'),
  ('table 3', 'webarena', 'qwen2.5-7b', 'agenther_mj', 'round 0', 'success_rate', 18.9, 'percent'),
  ('table 3', 'webarena', 'qwen2.5-7b', 'agenther_mj', 'round 1', 'success_rate', 27.8, 'percent'),
  ('table 3', 'webarena', 'qwen2.5-7b', 'agenther_mj', 'round 2', 'success_rate', 29.4, 'percent'),
  ('table 3', 'webarena', 'qwen2.5-7b', 'agenther_mj', 'round 3', 'success_rate', 29.9, 'percent'),
  ('figure 4', 'webarena', NULL, 'agenther_mj', '1.5B parameters', 'success_rate_gain_over_sft_success', 5.8, 'percentage points'),
  ('figure 4', 'webarena', NULL, 'agenther_mj', '3B parameters', 'success_rate_gain_over_sft_success', 7.0, 'percentage points'),
  ('figure 4', 'webarena', NULL, 'agenther_mj', '7B parameters', 'success_rate_gain_over_sft_success', 8.9, 'percentage points'),
  ('figure 4', 'webarena', NULL, 'agenther_mj', '14B parameters', 'success_rate_gain_over_sft_success', 9.2, 'percentage points'),
  ('figure 4', 'webarena', NULL, 'agenther_mj', '72B parameters', 'success_rate_gain_over_sft_success', 8.1, 'percentage points'),
  ('figure 5', NULL, NULL, 'agenther_mj', 'incomplete', 'success_rate_gain', 11.2, 'percentage points'),
  ('figure 5', NULL, NULL, 'agenther_mj', 'constraint_violation', 'success_rate_gain', 9.8, 'percentage points'),
  ('figure 5', NULL, NULL, 'agenther_mj', 'tool_error', 'success_rate_gain', 2.1, 'percentage points'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'base', 'g1_single_tool', 'pass_at_1', 49.3, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'sft_random', 'g1_single_tool', 'pass_at_1', 57.2, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'sft_success', 'g1_single_tool', 'pass_at_1', 67.1, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'agenther_sj', 'g1_single_tool', 'pass_at_1', 76.8, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'agenther_mj', 'g1_single_tool', 'pass_at_1', 78.2, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'base', 'g2_intra_category', 'pass_at_1', 41.7, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'sft_random', 'g2_intra_category', 'pass_at_1', 51.3, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'sft_success', 'g2_intra_category', 'pass_at_1', 58.3, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'agenther_sj', 'g2_intra_category', 'pass_at_1', 68.9, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'agenther_mj', 'g2_intra_category', 'pass_at_1', 70.4, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'base', 'g3_cross_category', 'pass_at_1', 38.2, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'sft_random', 'g3_cross_category', 'pass_at_1', 47.8, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'sft_success', 'g3_cross_category', 'pass_at_1', 54.2, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'agenther_sj', 'g3_cross_category', 'pass_at_1', 65.4, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'agenther_mj', 'g3_cross_category', 'pass_at_1', 66.9, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'base', 'overall', 'pass_at_1', 44.6, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'sft_random', 'overall', 'pass_at_1', 54.8, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'sft_success', 'overall', 'pass_at_1', 61.2, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'agenther_sj', 'overall', 'pass_at_1', 71.4, 'percent'),
  ('table 5', 'toolbench', 'qwen2.5-7b', 'agenther_mj', 'overall', 'pass_at_1', 72.9, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_sj', '500 failed runs', 'success_rate', 21.3, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_sj', '1000 failed runs', 'success_rate', 22.9, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_sj', '1500 failed runs', 'success_rate', 24.3, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_sj', '2000 failed runs', 'success_rate', 25.4, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_sj', '3000 failed runs', 'success_rate', 27.0, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_sj', '5000 failed runs', 'success_rate', 27.7, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_mj', '500 failed runs', 'success_rate', 21.9, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_mj', '1000 failed runs', 'success_rate', 23.5, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_mj', '1500 failed runs', 'success_rate', 25.1, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_mj', '2000 failed runs', 'success_rate', 26.2, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_mj', '3000 failed runs', 'success_rate', 27.8, 'percent'),
  ('table 6', 'webarena', 'qwen2.5-7b', 'agenther_mj', '5000 failed runs', 'success_rate', 28.5, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'base', 'g1', 'pass_at_1', 49.3, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'base', 'g2', 'pass_at_1', 41.7, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'base', 'g3', 'pass_at_1', 38.2, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'base', 'overall', 'pass_at_1', 44.6, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'sft_success', 'g1', 'pass_at_1', 63.2, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'sft_success', 'g2', 'pass_at_1', 55.8, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'sft_success', 'g3', 'pass_at_1', 51.4, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'sft_success', 'overall', 'pass_at_1', 57.1, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'agenther_sj', 'g1', 'pass_at_1', 70.1, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'agenther_sj', 'g2', 'pass_at_1', 64.3, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'agenther_sj', 'g3', 'pass_at_1', 59.8, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'agenther_sj', 'overall', 'pass_at_1', 65.0, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'agenther_mj', 'g1', 'pass_at_1', 71.8, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'agenther_mj', 'g2', 'pass_at_1', 65.9, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'agenther_mj', 'g3', 'pass_at_1', 61.4, 'percent'),
  ('table 7', 'toolbench', 'qwen2.5-7b', 'agenther_mj', 'overall', 'pass_at_1', 66.6, 'percent'),
  ('table 8', NULL, NULL, 'sft_success', NULL, 'clusters_covered_of_18', 11.0, 'clusters'),
  ('table 8', NULL, NULL, 'agenther', NULL, 'clusters_covered_of_18', 14.0, 'clusters'),
  ('table 8', NULL, NULL, 'sft_success', NULL, 'long_tail_clusters_unique', 0.0, 'clusters'),
  ('table 8', NULL, NULL, 'agenther', NULL, 'long_tail_clusters_unique', 3.0, 'clusters'),
  ('table 8', NULL, NULL, 'sft_success', NULL, 'js_divergence_vs_agenther', 0.31, 'nats'),
  ('table 8', NULL, NULL, 'sft_success', NULL, 'mean_cluster_entropy_nats', 1.83, 'nats'),
  ('table 8', NULL, NULL, 'agenther', NULL, 'mean_cluster_entropy_nats', 2.47, 'nats'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'base', '3 seeds', 'success_rate_mean', 8.6, 'percent'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'base', '3 seeds', 'success_rate_sd', 0.0, 'percentage points'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'sft_success', '3 seeds', 'success_rate_mean', 18.9, 'percent'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'sft_success', '3 seeds', 'success_rate_sd', 0.3, 'percentage points'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'sft_random', '3 seeds', 'success_rate_mean', 14.7, 'percent'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'sft_random', '3 seeds', 'success_rate_sd', 0.4, 'percentage points'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'rejection_sampling', '3 seeds', 'success_rate_mean', 17.8, 'percent'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'rejection_sampling', '3 seeds', 'success_rate_sd', 0.4, 'percentage points'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'agenther_sj', '3 seeds', 'success_rate_mean', 27.0, 'percent'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'agenther_sj', '3 seeds', 'success_rate_sd', 0.4, 'percentage points'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'agenther_mj', '3 seeds', 'success_rate_mean', 27.8, 'percent'),
  ('table 9', 'webarena', 'qwen2.5-7b', 'agenther_mj', '3 seeds', 'success_rate_sd', 0.4, 'percentage points');

INSERT INTO paper_count (place, benchmark, method, setting, metric, count, of_count) VALUES
  ('table 3', 'webarena', 'agenther_mj', 'round 1', 'accepted', 2197, 3000),
  ('table 3', 'webarena', 'agenther_mj', 'round 2', 'accepted', 1750, 2500),
  ('table 3', 'webarena', 'agenther_mj', 'round 3', 'accepted', 1360, 2000),
  ('text', 'webarena', 'agenther_sj', NULL, 'accepted', 2341, 3000),
  ('text', 'webarena', 'agenther_mj', NULL, 'accepted', 2197, 3000),
  ('text', 'toolbench', 'agenther_sj', NULL, 'accepted', 4123, 5000),
  ('text', NULL, 'agenther_sj', NULL, 'rated_valid', 159, 169),
  ('text', NULL, 'agenther_mj', NULL, 'rated_valid', 127, 130),
  ('text', NULL, 'filtered_out', NULL, 'rated_valid', 12, 31);

CREATE TRIGGER arm_is_not_updated BEFORE UPDATE ON arm
BEGIN SELECT RAISE(ABORT, 'arm is append-only'); END;
CREATE TRIGGER arm_is_not_deleted BEFORE DELETE ON arm
BEGIN SELECT RAISE(ABORT, 'arm is append-only'); END;

CREATE TRIGGER arm_name_is_not_updated BEFORE UPDATE ON arm_name
BEGIN SELECT RAISE(ABORT, 'arm_name is append-only'); END;
CREATE TRIGGER arm_name_is_not_deleted BEFORE DELETE ON arm_name
BEGIN SELECT RAISE(ABORT, 'arm_name is append-only'); END;

CREATE TRIGGER evaluation_is_not_updated BEFORE UPDATE ON evaluation
BEGIN SELECT RAISE(ABORT, 'evaluation is append-only'); END;
CREATE TRIGGER evaluation_is_not_deleted BEFORE DELETE ON evaluation
BEGIN SELECT RAISE(ABORT, 'evaluation is append-only'); END;

CREATE TRIGGER annotator_is_not_updated BEFORE UPDATE ON annotator
BEGIN SELECT RAISE(ABORT, 'annotator is append-only'); END;
CREATE TRIGGER annotator_is_not_deleted BEFORE DELETE ON annotator
BEGIN SELECT RAISE(ABORT, 'annotator is append-only'); END;

CREATE TRIGGER annotation_frame_is_not_updated BEFORE UPDATE ON annotation_frame
BEGIN SELECT RAISE(ABORT, 'annotation_frame is append-only'); END;
CREATE TRIGGER annotation_frame_is_not_deleted BEFORE DELETE ON annotation_frame
BEGIN SELECT RAISE(ABORT, 'annotation_frame is append-only'); END;

CREATE TRIGGER paper_figure_is_not_updated BEFORE UPDATE ON paper_figure
BEGIN SELECT RAISE(ABORT, 'paper_figure is append-only'); END;
CREATE TRIGGER paper_figure_is_not_deleted BEFORE DELETE ON paper_figure
BEGIN SELECT RAISE(ABORT, 'paper_figure is append-only'); END;

CREATE TRIGGER paper_count_is_not_updated BEFORE UPDATE ON paper_count
BEGIN SELECT RAISE(ABORT, 'paper_count is append-only'); END;
CREATE TRIGGER paper_count_is_not_deleted BEFORE DELETE ON paper_count
BEGIN SELECT RAISE(ABORT, 'paper_count is append-only'); END;

CREATE TRIGGER annotation_is_not_updated BEFORE UPDATE ON annotation
BEGIN SELECT RAISE(ABORT, 'annotation is append-only'); END;
-- Deleted only with a run that has a tombstone.
CREATE TRIGGER annotation_is_not_deleted BEFORE DELETE ON annotation
WHEN NOT EXISTS (
  SELECT 1
  FROM attempt
  JOIN outcome ON outcome.id = attempt.outcome_id
  JOIN trajectory ON trajectory.id = outcome.trajectory_id
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE attempt.id = old.attempt_id
  UNION ALL
  SELECT 1
  FROM detection
  JOIN trajectory ON trajectory.id = detection.trajectory_id
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE detection.id = old.detection_id)
BEGIN SELECT RAISE(ABORT, 'annotation is append-only'); END;
