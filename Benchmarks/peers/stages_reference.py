"""Rule detector and extractor of the published code, in plain Python.

    stages_reference.py CORPUS                 alone, in memory; prints what RegoalBenchmark prints
    stages_reference.py --database DATABASE    over a database, as `regoal rerun detect` and `rerun extract`

Only the standard library. Answers, rows and digests are those of Regoal, which is checked by whoever runs
it: by the digest over all answers, and by comparing rows.
"""

import collections
import hashlib
import json
import sqlite3
import sys
import time

from common import PRAGMAS, statement
from reference_rules import TERMS, detect, extract

SERIES = "main"
GROUP_SIZE = 1000  # runs of one transaction, as StageRunner has it


def canonical(members):
    return json.dumps(
        {key: value for key, value in members.items() if value is not None},
        ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(text):
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def fact_digest(kind, answer, trajectory, config):
    members = {"type": kind, "trajectory": trajectory, "config": config, "series": SERIES}
    return digest(canonical({**answer, **members}))


# In memory


def read(corpus):
    """The runs of a log that did not succeed."""
    runs = []
    with open(corpus, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record.get("success") is True:
                continue
            runs.append({
                "id": record["id"],
                "goal": record["goal"],
                "failure_reason": record.get("failure_reason"),
                "final_answer": record.get("final_answer"),
                "success": record.get("success"),
                "steps": [
                    {key: step.get(key) for key in ("thought", "action_name", "observation")}
                    for step in record["steps"]
                ],
            })
    return runs


def alone(corpus):
    runs = read(corpus)
    start = time.perf_counter()
    detections = [detect(run) for run in runs]
    detecting = time.perf_counter() - start
    failed = [
        run for run, detection in zip(runs, detections)
        if run["success"] is False or (run["success"] is None and detection["is_failure"])
    ]
    start = time.perf_counter()
    outcomes = [extract(run) for run in failed]
    extracting = time.perf_counter() - start

    digests = [
        fact_digest("detection", detection, run["id"], "reference")
        for run, detection in zip(runs, detections)
    ] + [
        fact_digest("outcome", outcome, run["id"], "reference")
        for run, outcome in zip(failed, outcomes)
    ]
    types = collections.Counter(detection["failure_type"] or "none" for detection in detections)
    print(json.dumps({
        "detect_seconds": detecting,
        "detected": len(detections),
        "digest": digest("\n".join(digests)),
        "extract_seconds": extracting,
        "extracted": len(outcomes),
        "failure_types": dict(types),
    }, sort_keys=True))


# Over a database


def add_config(db, stage, lexicon=None):
    """Row and digest of the config of a built-in rule engine."""
    body = canonical({"engine": "rules", "lexicon": lexicon, "rules": "reference", "version": 1})
    identity = digest(f'{{"body":{body},"stage":"{stage}"}}')
    db.execute(statement("insert_config"), (identity, stage, body))
    row = db.execute("SELECT id FROM stage_config WHERE digest = ?", (identity,)).fetchone()[0]
    db.execute(statement("insert_config_name"), (row, "built-in", "reference"))
    return row, identity


def load(db, row):
    run = dict(db.execute(
        "SELECT id, digest, goal, failure_reason, final_answer, success FROM trajectory WHERE id = ?",
        (row,)).fetchone())
    run["steps"] = [
        dict(step) for step in db.execute(
            "SELECT thought, action_name, observation FROM step WHERE trajectory_id = ?"
            " ORDER BY step_index", (row,))
    ]
    return run


def over_database(path):
    db = sqlite3.connect(path, isolation_level=None)
    db.row_factory = sqlite3.Row
    for pragma in PRAGMAS:
        db.execute(pragma)
    db.execute("BEGIN IMMEDIATE")
    terms = canonical(TERMS)
    lexicon = digest(terms)
    db.execute(statement("insert_lexicon"), (lexicon, "reference", terms))
    detector, detector_digest = add_config(db, "detect", lexicon)
    extractor, extractor_digest = add_config(db, "extract")
    db.execute("COMMIT")

    rows = [row[0] for row in db.execute(statement("runs_to_detect"), (detector, SERIES, None))]
    for start in range(0, len(rows), GROUP_SIZE):
        db.execute("BEGIN IMMEDIATE")
        detections = []
        outcomes = []
        for row in rows[start:start + GROUP_SIZE]:
            run = load(db, row)
            answer = detect(run)
            detections.append((
                fact_digest("detection", answer, run["digest"], detector_digest), row, detector,
                SERIES, answer["is_failure"], answer["failure_type"], answer["severity"],
                answer["weight"], answer["recoverable"], answer["explanation"], None, None))
            if run["success"] == 0 or answer["is_failure"]:
                answer = extract(run)
                outcomes.append((
                    fact_digest("outcome", answer, run["digest"], extractor_digest), row, extractor,
                    SERIES, json.dumps(answer["achievements"], ensure_ascii=False,
                                       separators=(",", ":")),
                    json.dumps(answer["observations"], ensure_ascii=False, separators=(",", ":")),
                    answer["limitations"], None, None))
        db.executemany(statement("insert_detection"), detections)
        db.executemany(statement("insert_outcome"), outcomes)
        db.execute("COMMIT")
    db.close()


def main():
    if sys.argv[1] == "--database":
        over_database(sys.argv[2])
    else:
        alone(sys.argv[1])


if __name__ == "__main__":
    main()
