"""Shows whether databases hold the same: settings, schema, and every row of every table of an ingest.

    compare.py DATABASE DATABASE…            by a checksum that does not depend on the order of the rows
    compare.py --ordered DATABASE DATABASE…  by a dump in the order of the digests

Local row ids and the times of migrations do not enter. Exit code 1: they differ.
"""

import hashlib
import json
import sqlite3
import sys

SETTINGS = ["page_size", "journal_mode", "application_id", "user_version", "encoding", "auto_vacuum"]

SMALL = {
    "schema": "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name",
    "migration": "SELECT version, name, digest FROM migration ORDER BY version",
    "source": "SELECT label, format, file FROM source ORDER BY label, format, file",
    "task": "SELECT digest, task_key, benchmark, domain FROM task ORDER BY digest",
    "task_group": """
        SELECT task.digest, kind, value FROM task_group JOIN task ON task.id = task_group.task_id
        ORDER BY task.digest, kind""",
    "quarantine": "SELECT digest FROM quarantine ORDER BY digest",
}

TRAJECTORY = """
    SELECT
      trajectory.digest, external_id, source.label, source.format, source.file, task.digest, model,
      trial, round, goal, system_prompt, tools_json, final_answer, failure_reason, success, reward,
      metadata_json, trajectory.id
    FROM trajectory
    JOIN source ON source.id = trajectory.source_id
    LEFT JOIN task ON task.id = trajectory.task_id
    ORDER BY """

STEP = """
    SELECT
      step_index, turn, kind, call_id, thought, action_name, action_input_json, observation
    FROM step WHERE trajectory_id = ? ORDER BY step_index"""


def row_bytes(row):
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def fingerprint(path, ordered=False):
    """Name of a table or setting → its value, or its number of rows and their checksum."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.execute("PRAGMA cache_size = -65536")
    found = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS}
    for name, query in SMALL.items():
        checksum, count = hashlib.sha256(), 0
        for row in db.execute(query):
            checksum.update(row_bytes(row))
            count += 1
        found[name] = (count, checksum.hexdigest())
    dump, total, runs, steps = hashlib.sha256(), 0, 0, 0
    cursor = db.cursor()
    order = "trajectory.digest" if ordered else "trajectory.id"
    for *row, run in db.execute(TRAJECTORY + order):
        text = row_bytes(row)
        for step in cursor.execute(STEP, (run,)):
            text += row_bytes(step)
            steps += 1
        runs += 1
        if ordered:
            dump.update(text)
        else:
            total += int.from_bytes(hashlib.sha256(text).digest(), "big")
    found["trajectory"] = (runs, dump.hexdigest() if ordered else f"{total % 2**256:064x}")
    found["step"] = (steps, db.execute("SELECT count(*) FROM step").fetchone()[0])
    return found


def differences(paths, ordered=False):
    """Lines that say what differs from the first database; none if nothing does."""
    first, *others = paths
    wanted = fingerprint(first, ordered)
    lines = []
    for path in others:
        found = fingerprint(path, ordered)
        lines += [
            f"{path}: {name} is {found[name]}, in {first} {wanted[name]}"
            for name in wanted
            if found[name] != wanted[name]
        ]
    return wanted, lines


def main():
    paths = sys.argv[1:]
    ordered = "--ordered" in paths
    if ordered:
        paths.remove("--ordered")
    wanted, lines = differences(paths, ordered)
    print(json.dumps({"same": not lines, "differences": lines, "rows": wanted}))
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
