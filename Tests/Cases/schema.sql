CREATE INDEX annotation_by_annotator ON annotation (annotator_id);

CREATE INDEX annotation_by_frame ON annotation (frame_id);

CREATE INDEX annotation_frame_by_name ON annotation_frame (name);

CREATE INDEX arm_name_by_name ON arm_name (name);

CREATE INDEX attempt_by_call ON attempt (call_id) WHERE call_id IS NOT NULL;

CREATE INDEX attempt_by_config
ON attempt (config_id, series, outcome_id, k, goal_index, status, valid, confidence);

CREATE INDEX batch_request_by_file ON batch_request (file);

CREATE INDEX batch_request_run_by_run ON batch_request_run (trajectory_id);

CREATE INDEX collection_by_config ON collection (config_id);

CREATE INDEX collection_by_outcome ON collection (outcome_id, config_id, series);

CREATE INDEX config_name_by_name ON config_name (name, label);

CREATE INDEX detection_by_call ON detection (call_id) WHERE call_id IS NOT NULL;

CREATE INDEX detection_by_config
ON detection (config_id, series, trajectory_id, is_failure, recoverable, severity, weight);

CREATE UNIQUE INDEX evaluation_is_one_per_key ON evaluation (
  arm_id, metric, coalesce(benchmark, ''), coalesce(split, ''), coalesce(model, ''),
  coalesce(seed, ''), coalesce(task, ''), coalesce(round, ''), coalesce(export_sha256, ''));

CREATE INDEX gate_policy_by_order ON gate_policy (decided_order);

CREATE INDEX lexicon_by_name ON lexicon (name);

CREATE INDEX migration_by_time ON migration (applied_at, name);

CREATE INDEX model_call_by_cost ON model_call (
  stage, endpoint, model, series, called_on, prompt_tokens, completion_tokens, latency_ms, tries,
  repairs_id);

CREATE INDEX model_call_by_repaired ON model_call (repairs_id) WHERE repairs_id IS NOT NULL;

CREATE INDEX model_call_run_by_run ON model_call_run (trajectory_id);

CREATE INDEX outcome_by_call ON outcome (call_id) WHERE call_id IS NOT NULL;

CREATE INDEX outcome_by_config ON outcome (config_id, series, trajectory_id);

CREATE UNIQUE INDEX paper_count_by_method
ON paper_count (method, benchmark, metric, setting, place, count, of_count);

CREATE UNIQUE INDEX paper_figure_by_method
ON paper_figure (method, benchmark, model, metric, setting, place, value, unit);

CREATE UNIQUE INDEX price_by_model ON price (model, coalesce(endpoint, ''), valid_from, seq);

CREATE INDEX quarantine_by_format ON quarantine (format);

CREATE INDEX quarantine_by_place ON quarantine (file, line);

CREATE INDEX split_member_by_run ON split_member (trajectory_id);

CREATE INDEX stage_config_by_stage ON stage_config (stage);

CREATE INDEX task_by_key ON task (task_key);

CREATE INDEX task_group_by_value ON task_group (kind, value);

CREATE INDEX tombstone_by_id ON tombstone (id_digest);

CREATE INDEX tombstone_by_time ON tombstone (forgotten_at, reason);

CREATE INDEX trajectory_by_name ON trajectory (external_id, source_id);

CREATE INDEX trajectory_by_source ON trajectory (source_id);

CREATE INDEX trajectory_by_success ON trajectory (success);

CREATE INDEX trajectory_by_task ON trajectory (task_id);

CREATE INDEX vote_by_call ON vote (call_id) WHERE call_id IS NOT NULL;

CREATE INDEX vote_by_config ON vote (config_id, series, attempt_id, status, valid, confidence);

CREATE TABLE "annotation" (
  -- A person's verdict on an attempt or on a detection. Who thinks again adds one with a higher seq.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  attempt_id INTEGER CONSTRAINT annotation_has_attempt REFERENCES attempt (id),
  detection_id INTEGER CONSTRAINT annotation_has_detection REFERENCES detection (id),
  annotator_id INTEGER NOT NULL CONSTRAINT annotation_has_annotator REFERENCES annotator (id),
  seq INTEGER NOT NULL,                 -- from 1; the highest of a target and annotator is current
  verdict TEXT NOT NULL,                -- valid: the run demonstrates the hindsight goal, the detection is right
                                        -- retracted: nothing any more, as if it had never been rated
  category TEXT,                        -- kind of fault; for a detection the failure type that is right
  note TEXT,
  frame_id INTEGER CONSTRAINT annotation_has_frame REFERENCES annotation_frame (id),
  extra_json TEXT,
  CONSTRAINT annotation_digest_is_unique UNIQUE (digest),
  CONSTRAINT annotation_is_one_per_attempt UNIQUE (attempt_id, annotator_id, seq),
  CONSTRAINT annotation_is_one_per_detection UNIQUE (detection_id, annotator_id, seq),
  CONSTRAINT annotation_has_one_target CHECK ((attempt_id IS NULL) <> (detection_id IS NULL)),
  CONSTRAINT annotation_verdict_is_known
    CHECK (verdict IN ('valid', 'invalid', 'unsure', 'retracted')),
  CONSTRAINT annotation_seq_counts_from_1 CHECK (seq >= 1)
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

CREATE TABLE annotator (
  -- Who rates.
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  CONSTRAINT annotator_name_is_unique UNIQUE (name)
) STRICT;

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

CREATE TABLE attempt (
  -- Stage 3, prompt relabeler: the k-th hindsight goal, with the relabeler's own verdict on it.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  outcome_id INTEGER NOT NULL CONSTRAINT attempt_has_outcome REFERENCES outcome (id),
  config_id INTEGER NOT NULL CONSTRAINT attempt_has_config REFERENCES stage_config (id),
  series TEXT NOT NULL DEFAULT 'main',
  k INTEGER NOT NULL,                   -- from 1
  goal_index INTEGER NOT NULL DEFAULT 0,  -- several goals of one attempt; the gate reads 0
  hindsight_goal TEXT,                  -- ĝ
  valid INTEGER,                        -- b
  confidence REAL,                      -- c, in [0, 1]
  rationale TEXT,
  status TEXT NOT NULL DEFAULT 'ok',
  first_step INTEGER,                   -- steps that ĝ is about; NULL: all
  last_step INTEGER,
  extra_json TEXT, call_id INTEGER
  CONSTRAINT attempt_has_call REFERENCES model_call (id),
  CONSTRAINT attempt_is_one_per_series UNIQUE (outcome_id, config_id, series, k, goal_index),
  CONSTRAINT attempt_k_counts_from_1 CHECK (k >= 1),
  CONSTRAINT attempt_valid_is_flag CHECK (valid IN (0, 1)),
  CONSTRAINT attempt_confidence_is_share CHECK (confidence BETWEEN 0 AND 1),
  CONSTRAINT attempt_status_is_known
    CHECK (status IN ('ok', 'refused', 'unparsable', 'truncated', 'error', 'timeout'))
) STRICT;

CREATE TABLE batch_failure (
  -- Error lines that were read: one that is read again says nothing new.
  line_digest TEXT NOT NULL,            -- sha256: of the line
  CONSTRAINT batch_failure_is_listed_once PRIMARY KEY (line_digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch_request (
  -- Requests that a batch service is to answer. Notes, not facts: 'batch write' makes them again from the facts.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of the request; its digits are the custom_id in batch files
  stage TEXT NOT NULL,                  -- stage that asked first
  endpoint TEXT NOT NULL,
  model TEXT NOT NULL,
  request_json TEXT NOT NULL,           -- canonical JSON, as in model_call; '{}': answered, and kept there
  file TEXT,                            -- name of the batch file that it was written to last; NULL: none yet
  problem TEXT,                         -- why the service gave no answer; NULL: it gave one, or says nothing yet
  CONSTRAINT batch_request_digest_is_unique UNIQUE (digest),
  CONSTRAINT batch_request_stage_is_known CHECK (stage IN ('detect', 'extract', 'relabel', 'judge'))
) STRICT;

CREATE TABLE batch_request_run (
  -- Runs that a request is about.
  request_id INTEGER NOT NULL
    CONSTRAINT batch_request_run_has_request REFERENCES batch_request (id),
  trajectory_id INTEGER NOT NULL CONSTRAINT batch_request_run_has_run REFERENCES trajectory (id),
  CONSTRAINT batch_request_run_is_listed_once PRIMARY KEY (request_id, trajectory_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE calibration (
  -- Maps from the confidences of raters to shares of valid pairs, as ratings had it. The digest is the version: a name
  -- stands for what it was first given to.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of the name and the body
  name TEXT NOT NULL,
  body_json TEXT NOT NULL,              -- canonical JSON: configs, maps by rater and fold, attempts they were fitted to
  CONSTRAINT calibration_digest_is_unique UNIQUE (digest),
  CONSTRAINT calibration_name_is_unique UNIQUE (name)
) STRICT;

CREATE TABLE calibration_piece (
  -- The maps of calibrations as the gate reads them. A confidence c in (low, high] becomes high_value where it is high, else
  -- what lies on the line from low_value to high_value; where there is a slope, 1/(1 + exp(−(intercept + slope·c))).
  calibration_id INTEGER NOT NULL CONSTRAINT calibration_piece_has_calibration REFERENCES calibration (id),
  rater TEXT NOT NULL,                  -- digest of the judge; relabeler
  fold INTEGER NOT NULL,                -- of the run's task: the map was fitted to the ratings of the other folds
  high REAL NOT NULL,                   -- 2: from the last break point on
  low REAL NOT NULL,                    -- −1: up to the first break point
  low_value REAL,                       -- NULL: there is a slope
  high_value REAL,
  slope REAL,                           -- NULL: a line
  intercept REAL,
  CONSTRAINT calibration_piece_is_one PRIMARY KEY (calibration_id, rater, fold, high)
) STRICT, WITHOUT ROWID;

CREATE TABLE call_session (
  -- Commands that called models, and how long they took by the wall clock. One that was killed is not here.
  id INTEGER PRIMARY KEY,
  began_at TEXT NOT NULL,               -- UTC, YYYY-MM-DDThh:mm:ssZ
  series TEXT NOT NULL,
  seconds REAL NOT NULL,
  calls INTEGER NOT NULL,               -- that were answered and stored
  CONSTRAINT call_session_is_listed_once UNIQUE (began_at, series, seconds, calls),
  CONSTRAINT call_session_seconds_are_not_negative CHECK (seconds >= 0),
  CONSTRAINT call_session_calls_are_not_negative CHECK (calls >= 0)
) STRICT;

CREATE TABLE collection (
  -- Why the attempts and votes of one outcome end where they end. Explains gaps, decides nothing.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  outcome_id INTEGER NOT NULL CONSTRAINT collection_has_outcome REFERENCES outcome (id),
  config_id INTEGER NOT NULL CONSTRAINT collection_has_config REFERENCES stage_config (id),
  series TEXT NOT NULL DEFAULT 'main',
  panel_json TEXT,                      -- array of judge config digests, sorted
  theta0 REAL,                          -- threshold at which a lazy collection stopped
  attempts_max INTEGER,                 -- K of the collection
  mode TEXT,                            -- lazy, exhaustive
  stop_reason TEXT,                     -- passed, exhausted, complete, …
  extra_json TEXT,
  CONSTRAINT collection_digest_is_unique UNIQUE (digest),
  CONSTRAINT collection_mode_is_known CHECK (mode IN ('lazy', 'exhaustive'))
) STRICT;

CREATE TABLE config_name (
  -- Names of configs, local to a source label; 'built-in' is the label of the built-in engines.
  config_id INTEGER NOT NULL CONSTRAINT config_name_has_config REFERENCES stage_config (id),
  label TEXT NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT config_name_is_listed_once PRIMARY KEY (config_id, label, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE "decision" (
  -- Materialised answers of the query 'decisions': can be dropped and rebuilt.
  policy_id INTEGER NOT NULL
    CONSTRAINT decision_has_policy REFERENCES gate_policy (id) ON DELETE CASCADE,
  trajectory_id INTEGER NOT NULL,       -- of a run that is there; no foreign key, for speed
  decision TEXT NOT NULL,
  k INTEGER,                            -- attempt that won; NULL: none
  confidence REAL,
  weight REAL,                          -- training weight
  in_out TEXT NOT NULL,                 -- in, out; open: not certain
  missing_json TEXT,                    -- what an undetermined decision lacks
  CONSTRAINT decision_is_one_per_policy PRIMARY KEY (policy_id, trajectory_id),
  CONSTRAINT decision_is_known CHECK (
    decision = 'accepted' OR decision = 'fallback' OR decision = 'rejected'
    OR decision = 'not_failure' OR decision = 'irrecoverable' OR decision = 'below_delta'
    OR decision = 'undetermined'),
  CONSTRAINT decision_in_out_is_known CHECK (in_out = 'in' OR in_out = 'out' OR in_out = 'open')
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery_finding (
  -- How an endpoint takes the shape of an answer, as a small question found out. Notes, not facts.
  id INTEGER PRIMARY KEY,
  endpoint TEXT NOT NULL,
  model TEXT NOT NULL,
  delivery TEXT NOT NULL,               -- schema, object or none
  CONSTRAINT delivery_finding_is_one_per_model UNIQUE (endpoint, model),
  CONSTRAINT delivery_finding_is_known CHECK (delivery IN ('schema', 'object', 'none'))
) STRICT;

CREATE TABLE detection (
  -- Stage 1, failure detector: is it a failure, of which type, how severe, and is it worth relabeling.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  trajectory_id INTEGER NOT NULL CONSTRAINT detection_has_trajectory REFERENCES trajectory (id),
  config_id INTEGER NOT NULL CONSTRAINT detection_has_config REFERENCES stage_config (id),
  series TEXT NOT NULL DEFAULT 'main',  -- an independent sampling of the same calls
  is_failure INTEGER,                   -- NULL counts as 1
  failure_type TEXT,                    -- φ; NULL: none recognised
  severity REAL,                        -- v, 0 mild … 1 catastrophic
  weight REAL,                          -- w, 1 full trust … 0 none; NULL: 1 - severity, derived
  recoverable INTEGER,                  -- r; NULL counts as 1
  explanation TEXT,
  extra_json TEXT, call_id INTEGER
  CONSTRAINT detection_has_call REFERENCES model_call (id),                      -- keys of a log line that have no column
  CONSTRAINT detection_is_one_per_series UNIQUE (trajectory_id, config_id, series),
  CONSTRAINT detection_is_failure_is_flag CHECK (is_failure IN (0, 1)),
  CONSTRAINT detection_recoverable_is_flag CHECK (recoverable IN (0, 1)),
  CONSTRAINT detection_severity_is_share CHECK (severity BETWEEN 0 AND 1),
  CONSTRAINT detection_weight_is_share CHECK (weight BETWEEN 0 AND 1)
) STRICT;

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

CREATE TABLE export (
  -- A folder of training files that was written.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of body_json
  body_json TEXT NOT NULL,              -- the manifest that stands in the folder, without its last newline
  CONSTRAINT export_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE TABLE export_item (
  -- What an export's lines come from, in their order. Facts are named by the bytes of their digests, not by rows:
  -- the list outlives what it names.
  export_id INTEGER NOT NULL CONSTRAINT export_item_has_export REFERENCES export (id),
  position INTEGER NOT NULL,            -- from 0
  kind TEXT NOT NULL,                   -- hindsight, random_goal, own_goal, success, success_pair
  decision TEXT,                        -- accepted, fallback; NULL: no gate decided
  trajectory_sha256 BLOB NOT NULL,      -- the run that is trained on; of a success_pair, the failed one
  detection_sha256 BLOB,                -- gave the weight; NULL: none did
  attempt_sha256 BLOB,                  -- gave the hindsight goal; NULL: the goal is a run's own
  votes_sha256 BLOB NOT NULL,           -- of the panel on the attempt, one behind the other
  other_sha256 BLOB,                    -- the run whose goal was drawn, or that reached the goal
  confidence REAL,                      -- accepted confidence
  weight REAL NOT NULL,                 -- training weight
  copies INTEGER NOT NULL,              -- how often formats without weights have it
  CONSTRAINT export_item_is_listed_once PRIMARY KEY (export_id, position),
  CONSTRAINT export_item_counts_from_0 CHECK (position >= 0),
  CONSTRAINT export_item_kind_is_known CHECK (kind IN (
    'hindsight', 'random_goal', 'own_goal', 'success', 'success_pair')),
  CONSTRAINT export_item_decision_is_known CHECK (decision IN ('accepted', 'fallback')),
  CONSTRAINT export_item_copies_count_from_0 CHECK (copies >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE gate_policy (
  -- A policy together with the configs it was applied to: what a set of decisions answers.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of body_json
  body_json TEXT NOT NULL,              -- canonical JSON: every parameter, configs by digest
  decided_order INTEGER NOT NULL,       -- highest: the last policy that was applied
  CONSTRAINT gate_policy_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE TABLE lexicon (
  -- Term lists of the rule detector, by content.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of terms_json
  name TEXT NOT NULL,
  terms_json TEXT NOT NULL,             -- canonical JSON: failure type → terms, white space in a term counts
  CONSTRAINT lexicon_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE TABLE migration (
  -- Migrations that were applied, with the checksum of the file that was run.
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,                 -- sha256: of the file
  applied_at TEXT NOT NULL              -- UTC
) STRICT;

CREATE TABLE model_call (
  -- A request to a model and its answer: paid for once, kept raw, so that a better parser needs no new call.
  -- Requests that got no answer are not here: they leave a gap.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of request_json; whoever asks the same again is answered from here
  answer_digest TEXT NOT NULL,          -- sha256: of all the other columns, and of the digest above
  stage TEXT NOT NULL,                  -- stage that asked first
  endpoint TEXT NOT NULL,               -- what the user calls it, as in the request
  model TEXT NOT NULL,                  -- as in the request
  series TEXT NOT NULL,                 -- as in the request
  request_json TEXT NOT NULL,           -- canonical JSON: messages, sampling, schema, k, series, what it repairs
  repairs_id INTEGER CONSTRAINT model_call_repairs_call REFERENCES model_call (id),
  answer_text TEXT,                     -- of the first choice; NULL: there is none
  raw_answer TEXT NOT NULL,             -- the whole body, as it came
  finish_reason TEXT,                   -- stop, length, …
  refusal TEXT,
  prompt_tokens INTEGER,                -- NULL: the endpoint does not tell
  completion_tokens INTEGER,
  latency_ms REAL NOT NULL,             -- of the last try
  http_status INTEGER,                  -- of the last try; NULL: not over HTTP
  tries INTEGER NOT NULL,               -- from 1
  called_on TEXT,                       -- UTC day, YYYY-MM-DD: which price holds; NULL: not known
  CONSTRAINT model_call_digest_is_unique UNIQUE (digest),
  CONSTRAINT model_call_stage_is_known CHECK (stage IN ('detect', 'extract', 'relabel', 'judge')),
  -- Bounded, so that their sums stay integers.
  CONSTRAINT model_call_tokens_are_counts CHECK (
    prompt_tokens BETWEEN 0 AND 1000000000 AND completion_tokens BETWEEN 0 AND 1000000000),
  CONSTRAINT model_call_latency_is_not_negative CHECK (latency_ms >= 0),
  CONSTRAINT model_call_tries_count_from_1 CHECK (tries BETWEEN 1 AND 1000000000),
  CONSTRAINT model_call_day_is_day CHECK (called_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE TABLE model_call_run (
  -- Runs that a call is about: usually one; several where their requests are the same.
  call_id INTEGER NOT NULL CONSTRAINT model_call_run_has_call REFERENCES model_call (id),
  trajectory_id INTEGER NOT NULL CONSTRAINT model_call_run_has_run REFERENCES trajectory (id),
  CONSTRAINT model_call_run_is_listed_once PRIMARY KEY (call_id, trajectory_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome (
  -- Stage 2, outcome extractor: what the run did achieve, as its observations show.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  trajectory_id INTEGER NOT NULL CONSTRAINT outcome_has_trajectory REFERENCES trajectory (id),
  config_id INTEGER NOT NULL CONSTRAINT outcome_has_config REFERENCES stage_config (id),
  series TEXT NOT NULL DEFAULT 'main',
  achievements_json TEXT,               -- array of strings
  observations_json TEXT,               -- array of strings: key observations
  limitations TEXT,
  extra_json TEXT, call_id INTEGER
  CONSTRAINT outcome_has_call REFERENCES model_call (id),
  CONSTRAINT outcome_is_one_per_series UNIQUE (trajectory_id, config_id, series)
) STRICT;

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

CREATE TABLE price (
  -- What a model costs from a day on. Of equal days the highest seq is current.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of all other columns but the id
  model TEXT NOT NULL,
  endpoint TEXT,                        -- NULL: any endpoint that has no price of its own for the model
  valid_from TEXT NOT NULL,             -- UTC day, YYYY-MM-DD
  seq INTEGER NOT NULL,                 -- from 1; a correction takes the next
  prompt_usd_per_million REAL NOT NULL,      -- US dollars for a million prompt tokens
  completion_usd_per_million REAL NOT NULL,  -- US dollars for a million completion tokens
  CONSTRAINT price_digest_is_unique UNIQUE (digest),
  CONSTRAINT price_day_is_day CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  CONSTRAINT price_seq_counts_from_1 CHECK (seq >= 1),
  CONSTRAINT price_is_not_negative
    CHECK (prompt_usd_per_million >= 0 AND completion_usd_per_million >= 0)
) STRICT;

CREATE TABLE prompt (
  -- Prompt templates by content.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of text
  stage TEXT NOT NULL,
  text TEXT NOT NULL,
  CONSTRAINT prompt_is_one_per_stage UNIQUE (digest, stage),
  CONSTRAINT prompt_stage_is_known CHECK (stage IN ('detect', 'extract', 'relabel', 'judge'))
) STRICT;

CREATE TABLE quarantine (
  -- Bad records, kept with the place they came from and the reason.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of label, file, line, reason and record
  label TEXT NOT NULL,
  format TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,                -- from 1: the line on which the record begins
  reason TEXT NOT NULL,
  record ANY NOT NULL,                  -- TEXT where it is UTF-8, else BLOB
  CONSTRAINT quarantine_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE TABLE source (
  -- A file (or stream) that was read, under the label that its trajectories carry.
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,                  -- --source, else the format's name; part of a trajectory's identity
  format TEXT NOT NULL,                 -- importer: regoal, agenther, tau-bench
  file TEXT NOT NULL,                   -- as named on the command line, '-' for standard input; not identity
  CONSTRAINT source_is_listed_once UNIQUE (label, format, file)
) STRICT;

CREATE TABLE split (
  -- A partition of runs into parts, frozen once made: later runs are added, none is moved.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of the name and the body
  name TEXT NOT NULL,
  body_json TEXT NOT NULL,              -- canonical JSON: parts, seed, kinds of groups, folds, fixed lists
  CONSTRAINT split_digest_is_unique UNIQUE (digest),
  CONSTRAINT split_name_is_unique UNIQUE (name)
) STRICT;

CREATE TABLE split_member (
  split_id INTEGER NOT NULL CONSTRAINT split_member_has_split REFERENCES split (id),
  trajectory_id INTEGER NOT NULL CONSTRAINT split_member_has_run REFERENCES trajectory (id),
  part TEXT NOT NULL,
  fold INTEGER,                         -- from 0; NULL: the split has no folds
  group_key TEXT NOT NULL,              -- of the run's connected component when it was added
  digest TEXT NOT NULL,                 -- sha256: of the split's and the run's digest, part, fold and group key
  CONSTRAINT split_member_is_in_one_part PRIMARY KEY (split_id, trajectory_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stage_config (
  -- What shapes one answer of a stage. A judge is a stage_config with a name.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of stage and body (and, for judges, the name)
  stage TEXT NOT NULL,
  body_json TEXT NOT NULL,              -- canonical JSON
  CONSTRAINT stage_config_digest_is_unique UNIQUE (digest),
  CONSTRAINT stage_config_stage_is_known CHECK (stage IN ('detect', 'extract', 'relabel', 'judge'))
) STRICT;

CREATE TABLE step (
  -- (z, a, o): thought, action and observation of one step.
  id INTEGER PRIMARY KEY,
  trajectory_id INTEGER NOT NULL CONSTRAINT step_has_trajectory REFERENCES trajectory (id),
  step_index INTEGER NOT NULL,          -- from 0
  turn INTEGER,                         -- assistant turn it belongs to, from 0; NULL: the source has no turns
  kind TEXT,                            -- tool, respond (text to the user); NULL: the source does not tell
  call_id TEXT,                         -- the source's id of the tool call
  thought TEXT,
  action_name TEXT,
  action_input_json TEXT,               -- the source's own text
  observation TEXT,
  CONSTRAINT step_is_unique UNIQUE (trajectory_id, step_index),
  CONSTRAINT step_index_counts_from_0 CHECK (step_index >= 0)
) STRICT;

CREATE TABLE task (
  -- What a run tried to do. The runs of one task are its trials.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,                 -- sha256: of task_key, benchmark, domain and the groups
  task_key TEXT,                        -- the source's name of the task; NULL: the source gives none
  benchmark TEXT,
  domain TEXT,
  CONSTRAINT task_digest_is_unique UNIQUE (digest)
) STRICT;

CREATE TABLE task_group (
  -- Groups that a task belongs to, for splits that do not leak.
  task_id INTEGER NOT NULL CONSTRAINT task_group_has_task REFERENCES task (id),
  kind TEXT NOT NULL,                   -- template, site, repository, …
  value TEXT NOT NULL,
  CONSTRAINT task_group_is_one_per_kind PRIMARY KEY (task_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE tombstone (
  -- What 'db forget' removed: the content is gone, and is not taken again.
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                   -- trajectory, quarantine
  digest TEXT NOT NULL,                 -- sha256: of the run, or of the bytes of the quarantined record
  id_digest TEXT,                       -- sha256: of the run's id, or of FILE:LINE of the record: either may itself be personal
  reason TEXT NOT NULL,                 -- as the user gave it
  forgotten_at TEXT NOT NULL,           -- UTC
  CONSTRAINT tombstone_is_one_per_digest UNIQUE (digest, kind),
  CONSTRAINT tombstone_kind_is_known CHECK (kind IN ('trajectory', 'quarantine'))
) STRICT;

CREATE TABLE trajectory (
  -- One run of an agent, failed or not: never changed once stored.
  id INTEGER PRIMARY KEY,               -- local to this file; the digest is the identity everywhere
  digest TEXT NOT NULL,                 -- sha256: of the canonical JSON of every content field, steps included
  external_id TEXT NOT NULL,            -- the source's own id
  source_id INTEGER NOT NULL CONSTRAINT trajectory_has_source REFERENCES source (id),
  task_id INTEGER CONSTRAINT trajectory_has_task REFERENCES task (id),
  model TEXT,                           -- model that acted; NULL: the source does not say
  trial INTEGER,                        -- n-th trajectory of its task, as the source counts
  round INTEGER,                        -- round of redeployment
  goal TEXT NOT NULL,                   -- g
  system_prompt TEXT,
  tools_json TEXT,                      -- tool schemas, the source's own text
  final_answer TEXT,
  failure_reason TEXT,                  -- as the source states it
  success INTEGER,                      -- 1, 0; NULL: the source states no outcome
  reward REAL,
  metadata_json TEXT,                   -- everything else of the source, its own text
  CONSTRAINT trajectory_digest_is_unique UNIQUE (digest),
  CONSTRAINT trajectory_success_is_flag CHECK (success IN (0, 1))
) STRICT;

CREATE TABLE vote (
  -- One judge's answer on one attempt, from a call of its own.
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  attempt_id INTEGER NOT NULL CONSTRAINT vote_has_attempt REFERENCES attempt (id),
  config_id INTEGER NOT NULL CONSTRAINT vote_has_judge REFERENCES stage_config (id),
  series TEXT NOT NULL DEFAULT 'main',
  valid INTEGER,                        -- the verdict
  confidence REAL,                      -- c_j, in [0, 1]
  reason TEXT,
  status TEXT NOT NULL DEFAULT 'ok',
  extra_json TEXT, call_id INTEGER
  CONSTRAINT vote_has_call REFERENCES model_call (id),
  CONSTRAINT vote_is_one_per_series UNIQUE (attempt_id, config_id, series),
  CONSTRAINT vote_valid_is_flag CHECK (valid IN (0, 1)),
  CONSTRAINT vote_confidence_is_share CHECK (confidence BETWEEN 0 AND 1),
  CONSTRAINT vote_status_is_known
    CHECK (status IN ('ok', 'refused', 'unparsable', 'truncated', 'error', 'timeout'))
) STRICT;

CREATE TRIGGER annotation_frame_is_not_deleted BEFORE DELETE ON annotation_frame
BEGIN SELECT RAISE(ABORT, 'annotation_frame is append-only'); END;

CREATE TRIGGER annotation_frame_is_not_updated BEFORE UPDATE ON annotation_frame
BEGIN SELECT RAISE(ABORT, 'annotation_frame is append-only'); END;

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

CREATE TRIGGER annotation_is_not_updated BEFORE UPDATE ON annotation
BEGIN SELECT RAISE(ABORT, 'annotation is append-only'); END;

CREATE TRIGGER annotator_is_not_deleted BEFORE DELETE ON annotator
BEGIN SELECT RAISE(ABORT, 'annotator is append-only'); END;

CREATE TRIGGER annotator_is_not_updated BEFORE UPDATE ON annotator
BEGIN SELECT RAISE(ABORT, 'annotator is append-only'); END;

CREATE TRIGGER arm_is_not_deleted BEFORE DELETE ON arm
BEGIN SELECT RAISE(ABORT, 'arm is append-only'); END;

CREATE TRIGGER arm_is_not_updated BEFORE UPDATE ON arm
BEGIN SELECT RAISE(ABORT, 'arm is append-only'); END;

CREATE TRIGGER arm_name_is_not_deleted BEFORE DELETE ON arm_name
BEGIN SELECT RAISE(ABORT, 'arm_name is append-only'); END;

CREATE TRIGGER arm_name_is_not_updated BEFORE UPDATE ON arm_name
BEGIN SELECT RAISE(ABORT, 'arm_name is append-only'); END;

CREATE TRIGGER attempt_is_not_deleted BEFORE DELETE ON attempt
WHEN NOT EXISTS (
  SELECT 1
  FROM outcome
  JOIN trajectory ON trajectory.id = outcome.trajectory_id
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE outcome.id = old.outcome_id)
BEGIN SELECT RAISE(ABORT, 'attempt is append-only'); END;

CREATE TRIGGER attempt_is_not_updated BEFORE UPDATE ON attempt
BEGIN SELECT RAISE(ABORT, 'attempt is append-only'); END;

CREATE TRIGGER calibration_has_pieces AFTER INSERT ON calibration
BEGIN
  INSERT INTO calibration_piece (
    calibration_id, rater, fold, high, low, low_value, high_value, slope, intercept
  )
  SELECT
    calibration_id, rater, fold, high, low, low_value, high_value, slope, intercept
  FROM calibration_body_piece
  WHERE calibration_id = new.id;
END;

CREATE TRIGGER calibration_is_not_deleted BEFORE DELETE ON calibration
BEGIN SELECT RAISE(ABORT, 'calibration is append-only'); END;

CREATE TRIGGER calibration_is_not_updated BEFORE UPDATE ON calibration
BEGIN SELECT RAISE(ABORT, 'calibration is append-only'); END;

CREATE TRIGGER calibration_piece_is_not_deleted BEFORE DELETE ON calibration_piece
BEGIN SELECT RAISE(ABORT, 'calibration_piece is append-only'); END;

CREATE TRIGGER calibration_piece_is_not_updated BEFORE UPDATE ON calibration_piece
BEGIN SELECT RAISE(ABORT, 'calibration_piece is append-only'); END;

CREATE TRIGGER call_session_is_not_deleted BEFORE DELETE ON call_session
BEGIN SELECT RAISE(ABORT, 'call_session is append-only'); END;

CREATE TRIGGER call_session_is_not_updated BEFORE UPDATE ON call_session
BEGIN SELECT RAISE(ABORT, 'call_session is append-only'); END;

CREATE TRIGGER collection_is_not_deleted BEFORE DELETE ON collection
WHEN NOT EXISTS (
  SELECT 1
  FROM outcome
  JOIN trajectory ON trajectory.id = outcome.trajectory_id
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE outcome.id = old.outcome_id)
BEGIN SELECT RAISE(ABORT, 'collection is append-only'); END;

CREATE TRIGGER collection_is_not_updated BEFORE UPDATE ON collection
BEGIN SELECT RAISE(ABORT, 'collection is append-only'); END;

CREATE TRIGGER config_name_is_not_deleted BEFORE DELETE ON config_name
BEGIN SELECT RAISE(ABORT, 'config_name is append-only'); END;

CREATE TRIGGER config_name_is_not_updated BEFORE UPDATE ON config_name
BEGIN SELECT RAISE(ABORT, 'config_name is append-only'); END;

CREATE TRIGGER detection_is_not_deleted BEFORE DELETE ON detection
WHEN NOT EXISTS (
  SELECT 1
  FROM trajectory
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE trajectory.id = old.trajectory_id)
BEGIN SELECT RAISE(ABORT, 'detection is append-only'); END;

CREATE TRIGGER detection_is_not_updated BEFORE UPDATE ON detection
BEGIN SELECT RAISE(ABORT, 'detection is append-only'); END;

CREATE TRIGGER evaluation_is_not_deleted BEFORE DELETE ON evaluation
BEGIN SELECT RAISE(ABORT, 'evaluation is append-only'); END;

CREATE TRIGGER evaluation_is_not_updated BEFORE UPDATE ON evaluation
BEGIN SELECT RAISE(ABORT, 'evaluation is append-only'); END;

CREATE TRIGGER export_is_not_deleted BEFORE DELETE ON export
BEGIN SELECT RAISE(ABORT, 'export is append-only'); END;

CREATE TRIGGER export_is_not_updated BEFORE UPDATE ON export
BEGIN SELECT RAISE(ABORT, 'export is append-only'); END;

CREATE TRIGGER export_item_is_not_deleted BEFORE DELETE ON export_item
BEGIN SELECT RAISE(ABORT, 'export_item is append-only'); END;

CREATE TRIGGER export_item_is_not_updated BEFORE UPDATE ON export_item
BEGIN SELECT RAISE(ABORT, 'export_item is append-only'); END;

CREATE TRIGGER lexicon_is_not_deleted BEFORE DELETE ON lexicon
BEGIN SELECT RAISE(ABORT, 'lexicon is append-only'); END;

CREATE TRIGGER lexicon_is_not_updated BEFORE UPDATE ON lexicon
BEGIN SELECT RAISE(ABORT, 'lexicon is append-only'); END;

CREATE TRIGGER model_call_is_not_deleted BEFORE DELETE ON model_call
WHEN EXISTS (SELECT 1 FROM model_call_run WHERE model_call_run.call_id = old.id)
BEGIN SELECT RAISE(ABORT, 'model_call is append-only'); END;

CREATE TRIGGER model_call_is_not_updated BEFORE UPDATE ON model_call
BEGIN SELECT RAISE(ABORT, 'model_call is append-only'); END;

CREATE TRIGGER model_call_run_is_not_deleted BEFORE DELETE ON model_call_run
WHEN NOT EXISTS (
  SELECT 1
  FROM trajectory
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE trajectory.id = old.trajectory_id)
BEGIN SELECT RAISE(ABORT, 'model_call_run is append-only'); END;

CREATE TRIGGER model_call_run_is_not_updated BEFORE UPDATE ON model_call_run
BEGIN SELECT RAISE(ABORT, 'model_call_run is append-only'); END;

CREATE TRIGGER outcome_is_not_deleted BEFORE DELETE ON outcome
WHEN NOT EXISTS (
  SELECT 1
  FROM trajectory
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE trajectory.id = old.trajectory_id)
BEGIN SELECT RAISE(ABORT, 'outcome is append-only'); END;

CREATE TRIGGER outcome_is_not_updated BEFORE UPDATE ON outcome
BEGIN SELECT RAISE(ABORT, 'outcome is append-only'); END;

CREATE TRIGGER paper_count_is_not_deleted BEFORE DELETE ON paper_count
BEGIN SELECT RAISE(ABORT, 'paper_count is append-only'); END;

CREATE TRIGGER paper_count_is_not_updated BEFORE UPDATE ON paper_count
BEGIN SELECT RAISE(ABORT, 'paper_count is append-only'); END;

CREATE TRIGGER paper_figure_is_not_deleted BEFORE DELETE ON paper_figure
BEGIN SELECT RAISE(ABORT, 'paper_figure is append-only'); END;

CREATE TRIGGER paper_figure_is_not_updated BEFORE UPDATE ON paper_figure
BEGIN SELECT RAISE(ABORT, 'paper_figure is append-only'); END;

CREATE TRIGGER price_is_not_deleted BEFORE DELETE ON price
BEGIN SELECT RAISE(ABORT, 'price is append-only'); END;

CREATE TRIGGER price_is_not_updated BEFORE UPDATE ON price
BEGIN SELECT RAISE(ABORT, 'price is append-only'); END;

CREATE TRIGGER prompt_is_not_deleted BEFORE DELETE ON prompt
BEGIN SELECT RAISE(ABORT, 'prompt is append-only'); END;

CREATE TRIGGER prompt_is_not_updated BEFORE UPDATE ON prompt
BEGIN SELECT RAISE(ABORT, 'prompt is append-only'); END;

CREATE TRIGGER source_is_not_deleted BEFORE DELETE ON source
BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;

CREATE TRIGGER source_is_not_updated BEFORE UPDATE ON source
BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;

CREATE TRIGGER split_is_not_deleted BEFORE DELETE ON split
BEGIN SELECT RAISE(ABORT, 'split is append-only'); END;

CREATE TRIGGER split_is_not_updated BEFORE UPDATE ON split
BEGIN SELECT RAISE(ABORT, 'split is append-only'); END;

CREATE TRIGGER split_member_is_not_deleted BEFORE DELETE ON split_member
WHEN NOT EXISTS (
  SELECT 1
  FROM trajectory
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE trajectory.id = old.trajectory_id)
BEGIN SELECT RAISE(ABORT, 'split_member is append-only'); END;

CREATE TRIGGER split_member_is_not_updated BEFORE UPDATE ON split_member
BEGIN SELECT RAISE(ABORT, 'split_member is append-only'); END;

CREATE TRIGGER stage_config_is_not_deleted BEFORE DELETE ON stage_config
BEGIN SELECT RAISE(ABORT, 'stage_config is append-only'); END;

CREATE TRIGGER stage_config_is_not_updated BEFORE UPDATE ON stage_config
BEGIN SELECT RAISE(ABORT, 'stage_config is append-only'); END;

CREATE TRIGGER step_is_not_deleted BEFORE DELETE ON step
WHEN NOT EXISTS (
  SELECT 1
  FROM trajectory
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE trajectory.id = old.trajectory_id)
BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;

CREATE TRIGGER step_is_not_updated BEFORE UPDATE ON step
BEGIN SELECT RAISE(ABORT, 'step is append-only'); END;

CREATE TRIGGER task_group_is_not_deleted BEFORE DELETE ON task_group
WHEN EXISTS (SELECT 1 FROM trajectory WHERE trajectory.task_id = old.task_id)
BEGIN SELECT RAISE(ABORT, 'task_group is append-only'); END;

CREATE TRIGGER task_group_is_not_updated BEFORE UPDATE ON task_group
BEGIN SELECT RAISE(ABORT, 'task_group is append-only'); END;

CREATE TRIGGER task_is_not_deleted BEFORE DELETE ON task
WHEN EXISTS (SELECT 1 FROM trajectory WHERE trajectory.task_id = old.id)
BEGIN SELECT RAISE(ABORT, 'task is append-only'); END;

CREATE TRIGGER task_is_not_updated BEFORE UPDATE ON task
BEGIN SELECT RAISE(ABORT, 'task is append-only'); END;

CREATE TRIGGER tombstone_is_not_deleted BEFORE DELETE ON tombstone
BEGIN SELECT RAISE(ABORT, 'tombstone is append-only'); END;

CREATE TRIGGER tombstone_is_not_updated BEFORE UPDATE ON tombstone
BEGIN SELECT RAISE(ABORT, 'tombstone is append-only'); END;

CREATE TRIGGER trajectory_is_not_deleted BEFORE DELETE ON trajectory
WHEN NOT EXISTS (
  SELECT 1
  FROM tombstone
  WHERE tombstone.digest = old.digest AND tombstone.kind = 'trajectory')
BEGIN SELECT RAISE(ABORT, 'trajectory is append-only'); END;

CREATE TRIGGER trajectory_is_not_updated BEFORE UPDATE ON trajectory
BEGIN SELECT RAISE(ABORT, 'trajectory is append-only'); END;

CREATE TRIGGER vote_is_not_deleted BEFORE DELETE ON vote
WHEN NOT EXISTS (
  SELECT 1
  FROM attempt
  JOIN outcome ON outcome.id = attempt.outcome_id
  JOIN trajectory ON trajectory.id = outcome.trajectory_id
  JOIN tombstone ON tombstone.digest = trajectory.digest AND tombstone.kind = 'trajectory'
  WHERE attempt.id = old.attempt_id)
BEGIN SELECT RAISE(ABORT, 'vote is append-only'); END;

CREATE TRIGGER vote_is_not_updated BEFORE UPDATE ON vote
BEGIN SELECT RAISE(ABORT, 'vote is append-only'); END;

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

CREATE VIEW calibration_body_piece AS
-- What the bodies of calibrations say, as calibration_piece keeps it. Where the other folds have no ratings, the map that was
-- fitted to all stands in.
WITH map AS (
  SELECT
    calibration.id AS calibration_id,
    json_extract(rater.value, '$.rater') AS rater,
    fold.key AS fold,
    iif(fold.type = 'null', json_extract(rater.value, '$.map'), fold.value) AS body
  FROM calibration
  JOIN json_each(calibration.body_json, '$.maps') AS rater
  JOIN json_each(rater.value, '$.folds') AS fold
),
-- Break points, in the order in which they stand.
point AS (
  SELECT
    map.calibration_id,
    map.rater,
    map.fold,
    point.key AS place,
    point.value AS confidence,
    json_extract(map.body, '$.values[' || point.key || ']') AS value
  FROM map
  JOIN json_each(map.body, '$.confidences') AS point
),
line AS (
  SELECT
    *,
    coalesce(lag(confidence) OVER ascending, -1) AS low,
    coalesce(lag(value) OVER ascending, value) AS low_value,
    lead(place) OVER ascending IS NULL AS is_last
  FROM point
  WINDOW ascending AS (PARTITION BY calibration_id, rater, fold ORDER BY place)
)
SELECT
  calibration_id, rater, fold, confidence AS high, low, low_value, value AS high_value,
  NULL AS slope, NULL AS intercept
FROM line
UNION ALL
SELECT calibration_id, rater, fold, 2, confidence, value, value, NULL, NULL
FROM line
WHERE is_last
UNION ALL
SELECT
  calibration_id, rater, fold, 2, -1, NULL, NULL, json_extract(body, '$.slope'),
  json_extract(body, '$.intercept')
FROM map
WHERE json_extract(body, '$.kind') = 'platt';

CREATE VIEW calibration_fold AS
-- The fold of each run, by its task, the same in every database: the last eight hexadecimal digits of the digest as a
-- number, modulo 5. As 16 leaves 1 behind, it is the sum of the digits that counts.
SELECT
  trajectory_id,
  (
    instr('123456789abcdef', substr(digest, -1, 1)) + instr('123456789abcdef', substr(digest, -2, 1))
    + instr('123456789abcdef', substr(digest, -3, 1)) + instr('123456789abcdef', substr(digest, -4, 1))
    + instr('123456789abcdef', substr(digest, -5, 1)) + instr('123456789abcdef', substr(digest, -6, 1))
    + instr('123456789abcdef', substr(digest, -7, 1)) + instr('123456789abcdef', substr(digest, -8, 1))
  ) % 5 AS fold
FROM (
  SELECT trajectory.id AS trajectory_id, coalesce(task.digest, trajectory.digest) AS digest
  FROM trajectory
  LEFT JOIN task ON task.id = trajectory.task_id
);

CREATE VIEW config_label (config_id, stage, digest, name) AS
-- What people call a config: its name, 'label/name' where the name means several of its stage,
-- its digest where even that does.
SELECT
  stage_config.id,
  stage_config.stage,
  stage_config.digest,
  coalesce(
    (
      SELECT min(config_name.name)
      FROM config_name
      WHERE config_name.config_id = stage_config.id AND NOT EXISTS (
        SELECT 1
        FROM config_name AS other
        JOIN stage_config AS other_config ON other_config.id = other.config_id
        WHERE other.name = config_name.name AND other.config_id <> stage_config.id
          AND other_config.stage = stage_config.stage)
    ),
    (
      SELECT min(config_name.label || '/' || config_name.name)
      FROM config_name
      WHERE config_name.config_id = stage_config.id AND NOT EXISTS (
        SELECT 1
        FROM config_name AS other
        JOIN stage_config AS other_config ON other_config.id = other.config_id
        WHERE other.name = config_name.name AND other.label = config_name.label
          AND other.config_id <> stage_config.id AND other_config.stage = stage_config.stage)
    ),
    stage_config.digest)
FROM stage_config;

CREATE VIEW current_verdict AS
-- What each annotator says now of what he rated: of his rows on a target the highest seq, unless that takes back.
SELECT
  annotation.id AS annotation_id,
  annotation.attempt_id,
  annotation.detection_id,
  annotation.annotator_id,
  annotation.verdict,
  annotation.category,
  annotation.note,
  annotation.frame_id
FROM annotation
WHERE annotation.verdict <> 'retracted' AND NOT EXISTS (
  SELECT 1
  FROM annotation AS later
  WHERE later.attempt_id = annotation.attempt_id
    AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq
) AND NOT EXISTS (
  SELECT 1
  FROM annotation AS later
  WHERE later.detection_id = annotation.detection_id
    AND later.annotator_id = annotation.annotator_id AND later.seq > annotation.seq);

CREATE VIEW trajectory_name (trajectory_id, name) AS
-- What people call a trajectory: its source's id, with 'label/' in front where two labels share the
-- id, and '#' with twelve digits of the digest behind where one label has two contents for it.
SELECT
  trajectory.id,
  CASE WHEN EXISTS (
    SELECT 1
    FROM trajectory AS other
    JOIN source AS other_source ON other_source.id = other.source_id
    WHERE other.external_id = trajectory.external_id AND other_source.label <> source.label
  ) THEN source.label || '/' ELSE '' END
  || trajectory.external_id
  || CASE WHEN EXISTS (
    SELECT 1
    FROM trajectory AS other
    JOIN source AS other_source ON other_source.id = other.source_id
    WHERE other.external_id = trajectory.external_id AND other_source.label = source.label
      AND other.id <> trajectory.id
  ) THEN '#' || substr(trajectory.digest, 8, 12) ELSE '' END
FROM trajectory
JOIN source ON source.id = trajectory.source_id;
