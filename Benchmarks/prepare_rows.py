"""Writes the rows of an ingested database as one flat file, which `peers/ingest_memory.c` loads.

    prepare_rows.py DATABASE ROWS

Each task and run comes with the canonical text over which its digest is taken; that it gives the stored
digest is checked here. Numbers are little-endian. A text is u32 length and bytes; a value is a byte 0 (NULL),
1 (i64), 2 (double) or 3 (text) and the rest. First stand the texts of settings, schema and five statements,
and the u32 size of a transaction; then records, each with a letter in front:
  S values label, format, file                  G values kind, value (of the task before)
  T canonical, digest, values key, benchmark, domain
  R canonical, digest, values of the 14 other columns
  P values turn … observation (of the run before, in order)
  E the end
"""

import hashlib
import sqlite3
import struct
import sys

import orjson

sys.path.insert(0, str(__import__("pathlib").Path(__file__).parent / "peers"))

from common import APPLICATION_ID, GROUP_SIZE, PRAGMAS, migrations, named, statement  # noqa: E402

TRAJECTORY = """
    SELECT
      trajectory.id, trajectory.digest, external_id, source_id, task_id, model, trial, round, goal,
      system_prompt, tools_json, final_answer, failure_reason, success, reward, metadata_json,
      source.label
    FROM trajectory JOIN source ON source.id = trajectory.source_id ORDER BY trajectory.id"""
STEP = """
    SELECT turn, kind, call_id, thought, action_name, action_input_json, observation
    FROM step WHERE trajectory_id = ? ORDER BY step_index"""


def text(value):
    data = value if isinstance(value, bytes) else value.encode()
    return struct.pack("<I", len(data)) + data


def value(item):
    if item is None:
        return b"\0"
    if isinstance(item, int):
        return b"\1" + struct.pack("<q", item)
    if isinstance(item, float):
        return b"\2" + struct.pack("<d", item)
    return b"\3" + text(item)


def values(items):
    return b"".join(map(value, items))


def canonical(members):
    return orjson.dumps({key: members[key] for key in sorted(members) if members[key] is not None})


def checked(json, digest):
    if "sha256:" + hashlib.sha256(json).hexdigest() != digest:
        raise SystemExit(f"the canonical text of {digest} is another one: {json[:200]!r}")
    return text(json) + text(digest)


def fragment(json):
    return None if json is None else orjson.Fragment(json)


def schema():
    parts = ["BEGIN IMMEDIATE;", named("create_migration_table")]
    for version, name, digest, sql in migrations():
        parts += [
            sql,
            "INSERT INTO migration (version, name, digest, applied_at) VALUES"
            f" ({version}, '{name}', '{digest}', strftime('%Y-%m-%dT%H:%M:%SZ'));",
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version};",
        ]
    return "\n".join(parts + ["COMMIT;"])


def tasks(db):
    """Row id → (members of its canonical text, its records)."""
    found = {}
    for run, digest, key, benchmark, domain in db.execute(
        "SELECT id, digest, task_key, benchmark, domain FROM task ORDER BY id"
    ):
        groups = db.execute(
            "SELECT kind, value FROM task_group WHERE task_id = ? ORDER BY kind", (run,)
        ).fetchall()
        members = {
            "benchmark": benchmark, "domain": domain, "groups": dict(groups) or None, "task": key}
        record = b"T" + checked(canonical(members), digest) + values((key, benchmark, domain))
        found[run] = (members, record + b"".join(b"G" + values(group) for group in groups))
    return found


def main():
    database, target = sys.argv[1:]
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    steps = db.cursor()
    with open(target, "wb", buffering=1 << 20) as file:
        file.write(text("; ".join(PRAGMAS)) + text(schema()))
        for name in ("source", "task", "task_group", "trajectory", "step"):
            file.write(text(statement(f"insert_{name}")))
        file.write(struct.pack("<I", GROUP_SIZE))
        for row in db.execute("SELECT label, format, file FROM source ORDER BY id"):
            file.write(b"S" + values(row))
        known = tasks(db)
        written = set()
        for run, digest, *columns, label in db.execute(TRAJECTORY):
            rows = steps.execute(STEP, (run,)).fetchall()
            (external_id, _, task, model, trial, round_, goal, system_prompt, tools, final_answer,
             failure_reason, success, reward, metadata) = columns
            members = {
                "failure_reason": failure_reason, "final_answer": final_answer, "goal": goal,
                "id": external_id, "metadata": fragment(metadata), "model": model,
                "reward": reward, "round": round_, "source": label,
                "success": None if success is None else bool(success),
                "system_prompt": system_prompt, "tools": fragment(tools), "trial": trial,
                "steps": [
                    orjson.Fragment(canonical({
                        "turn": turn, "kind": kind, "call_id": call_id, "thought": thought,
                        "action_name": name, "action_input": fragment(action_input),
                        "observation": observation}))
                    for turn, kind, call_id, thought, name, action_input, observation in rows
                ],
            }
            if task is not None:
                members |= known[task][0]
                if task not in written:
                    file.write(known[task][1])
                    written.add(task)
            file.write(b"R" + checked(canonical(members), digest) + values(columns))
            for row in rows:
                file.write(b"P" + values(row))
        file.write(b"E")


if __name__ == "__main__":
    main()
