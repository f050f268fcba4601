-- Every field of a run, with its task and its source's label.
INSERT INTO source (id, label, format, file) VALUES
  (1, 'lab', 'regoal', 'runs.jsonl');
INSERT INTO task (id, digest, task_key, benchmark, domain)
VALUES (7, 'sha256:k1', 'webarena/17', 'webarena', 'shopping');
INSERT INTO trajectory (
  id, digest, external_id, source_id, task_id, model, trial, round, goal, system_prompt, tools_json,
  final_answer, failure_reason, success, reward, metadata_json)
VALUES (
  1, 'sha256:t1', 't1', 1, 7, 'gpt-3.5-turbo', 2, 0, 'buy milk', 'be brief', '[]',
  'sold out', 'no milk', 0, 0.25, '{"seed":1}');
