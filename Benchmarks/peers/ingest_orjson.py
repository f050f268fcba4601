"""Ingest of a Regoal log of trajectories, in Python: orjson, hashlib and sqlite3's executemany.

    ingest_orjson.py CORPUS DATABASE

Writes the rows that `regoal ingest` writes. `action_input`, `metadata` and `tools` are serialised again,
which gives the source's own text where that is minimal JSON, as the benchmark's corpus is.
"""

from hashlib import sha256

import orjson
from common import run, statement

FORMAT = "regoal"


def digest(json):
    return "sha256:" + sha256(json).hexdigest()


def without_none(members):
    return {key: value for key, value in members.items() if value is not None}


class Ingest:
    def __init__(self, db, file):
        self.db = db
        self.file = file
        self.sources = {}
        self.tasks = {}

    def source(self, label):
        known = self.sources.get(label)
        if known is None:
            key = (label, FORMAT, self.file)
            self.db.execute(statement("insert_source"), key)
            known = self.db.execute(statement("find_source"), key).fetchone()[0]
            self.sources[label] = known
        return known

    def task(self, key, benchmark, domain, groups):
        """Row of a task; `groups` are sorted pairs."""
        name = (key, benchmark, domain, groups)
        known = self.tasks.get(name)
        if known is None:
            canonical = without_none(
                {"benchmark": benchmark, "domain": domain, "groups": dict(groups) or None, "task": key})
            identity = digest(orjson.dumps(canonical))
            row = (identity, key, benchmark, domain)
            is_new = self.db.execute(statement("insert_task"), row).rowcount == 1
            known = self.db.execute(statement("find_task"), (identity,)).fetchone()[0]
            if is_new:
                self.db.executemany(
                    statement("insert_task_group"), [(known, kind, value) for kind, value in groups])
            self.tasks[name] = known
        return known

    def group(self, lines):
        """One transaction."""
        db = self.db
        loads, dumps, fragment = orjson.loads, orjson.dumps, orjson.Fragment
        db.execute("BEGIN IMMEDIATE")
        runs = {}  # by digest: one content is one run
        for line in lines:
            record = loads(line)
            if record["type"] != "trajectory":
                raise SystemExit(f"{self.file}: a line that is no trajectory")
            get = record.get
            label = get("source") or FORMAT
            groups = tuple(sorted((get("groups") or {}).items()))
            key, benchmark, domain = get("task"), get("benchmark"), get("domain")
            reward = get("reward")
            if reward is not None:
                reward = float(reward)
            tools = get("tools")
            if tools is not None:
                tools = dumps(tools)
            metadata = get("metadata")
            if metadata is not None:
                metadata = dumps(metadata)

            rows = []
            canonical_steps = []
            for step in record["steps"]:
                get_step = step.get
                turn, kind, call_id = get_step("turn"), get_step("kind"), get_step("call_id")
                thought, name = get_step("thought"), get_step("action_name")
                observation = get_step("observation")
                canonical = {}
                action_input = get_step("action_input")
                if action_input is not None:
                    action_input = dumps(action_input)
                    canonical["action_input"] = fragment(action_input)
                    action_input = action_input.decode()
                if name is not None:
                    canonical["action_name"] = name
                if call_id is not None:
                    canonical["call_id"] = call_id
                if kind is not None:
                    canonical["kind"] = kind
                if observation is not None:
                    canonical["observation"] = observation
                if thought is not None:
                    canonical["thought"] = thought
                if turn is not None:
                    canonical["turn"] = turn
                canonical_steps.append(canonical)
                rows.append((turn, kind, call_id, thought, name, action_input, observation))

            canonical = {
                "benchmark": benchmark,
                "domain": domain,
                "failure_reason": get("failure_reason"),
                "final_answer": get("final_answer"),
                "goal": record["goal"],
                "groups": dict(groups) if groups else None,
                "id": record["id"],
                "metadata": None if metadata is None else fragment(metadata),
                "model": get("model"),
                "reward": reward,
                "round": get("round"),
                "source": label,
                "steps": canonical_steps,
                "success": get("success"),
                "system_prompt": get("system_prompt"),
                "task": key,
                "tools": None if tools is None else fragment(tools),
                "trial": get("trial"),
            }
            identity = digest(dumps(without_none(canonical)))
            if identity in runs:
                continue
            is_task = key is not None or benchmark is not None or domain is not None or groups
            runs[identity] = (
                (
                    identity,
                    record["id"],
                    self.source(label),
                    self.task(key, benchmark, domain, groups) if is_task else None,
                    get("model"),
                    get("trial"),
                    get("round"),
                    record["goal"],
                    get("system_prompt"),
                    None if tools is None else tools.decode(),
                    get("final_answer"),
                    get("failure_reason"),
                    get("success"),
                    reward,
                    None if metadata is None else metadata.decode(),
                ),
                rows,
            )
        write(db, runs)
        db.execute("COMMIT")


def write(db, runs):
    """Writes the runs that are not there yet, (row, steps' rows) by digest, with their steps."""
    known = db.execute(
        "SELECT digest FROM trajectory WHERE digest IN (SELECT value FROM json_each(?))",
        (orjson.dumps(list(runs)).decode(),),
    ).fetchall()
    for (identity,) in known:
        del runs[identity]
    # SQLite numbers new rows from the highest on; nobody else writes in this transaction.
    first = (db.execute("SELECT max(id) FROM trajectory").fetchone()[0] or 0) + 1
    new = list(runs.values())
    db.executemany(statement("insert_trajectory"), [row for row, _ in new])
    db.executemany(
        statement("insert_step"),
        [
            (run, index, *step)
            for run, (_, steps) in enumerate(new, first)
            for index, step in enumerate(steps)
        ],
    )


if __name__ == "__main__":
    run(Ingest)
