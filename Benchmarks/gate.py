"""The gate over a million runs: the exact curve beside DuckDB and SQL, and decisions written to the database."""

import csv
import io
import json
import pathlib
import shutil
import sqlite3
import sys

from measuring import Run, median, ratio, remove, settle, table, warm

HERE = pathlib.Path(__file__).resolve().parent
CURVE = "regoal sweep --over judges=none,all"
WARM = "DuckDB, its own file, warm"
COLD = "DuckDB, from JSON lines, cold"

# One object a line with just what the curve needs, under short names.
EXPORTS = {
    "detection": (
        '{{"t":{},"recoverable":{},"weight":{!r}}}\n',
        "SELECT trajectory_id, iif(recoverable, 'true', 'false'), weight FROM detection"),
    "attempt": (
        '{{"t":{},"k":{},"valid":{},"c":{!r}}}\n',
        """
        SELECT outcome.trajectory_id, k, iif(valid, 'true', 'false'), confidence
        FROM attempt JOIN outcome ON outcome.id = outcome_id"""),
    "vote": (
        '{{"t":{},"k":{},"valid":{},"c":{!r}}}\n',
        """
        SELECT outcome.trajectory_id, k, iif(vote.valid, 'true', 'false'), vote.confidence
        FROM vote JOIN attempt ON attempt.id = attempt_id JOIN outcome ON outcome.id = outcome_id"""),
}


def prepare(options, decimals, runs):
    """The database, warm, its rows as JSON lines, and DuckDB's own file of them."""
    database = options.folder / f"gate-{decimals}.db"
    remove(database)
    Run([sys.executable, HERE / "gate_corpus.py", options.regoal, database, runs, decimals],
        options.folder)
    lines = options.folder / "gate-json"
    shutil.rmtree(lines, ignore_errors=True)
    lines.mkdir()
    with sqlite3.connect(database) as db:
        for name, (line, query) in EXPORTS.items():
            with open(lines / f"{name}.jsonl", "w") as file:
                file.writelines(line.format(*row) for row in db.execute(query))
    own = options.folder / "gate.duckdb"
    own.unlink(missing_ok=True)
    Run([options.python, HERE / "peers/gate_duckdb.py", "--json", lines, "--store", own], options.folder)
    for file in (database, own, *lines.iterdir()):
        warm(file)
    return database, lines, own


def curves(text):
    """Of each panel [theta_low, theta_high, accepted, fallback, rejected, dropped before]."""
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["open"] != "0":
            sys.exit("error: the corpus of the gate has gaps")
        rows = found.setdefault(row["policy_judges"], [])
        counts = [int(row[name]) for name in ("accepted", "fallback", "rejected", "dropped_before")]
        if rows and rows[-1][2:] == counts:  # weights alone differ
            rows[-1][1] = float(row["theta_high"])
        else:
            rows.append([float(row["theta_low"]), float(row["theta_high"]), *counts])
    return found


def measure_curve(options, decimals, rounds, runs):
    database, lines, own = prepare(options, decimals, runs)
    duck = [options.python, HERE / "peers/gate_duckdb.py"]
    commands = {
        CURVE: [options.regoal, "sweep", "--db", database, "--over", "judges=none,all", "--csv"],
        WARM: [*duck, "--database", own],
        COLD: [*duck, "--json", lines],
    }
    measured = {name: [] for name in commands}
    for number in range(rounds):
        found = {}
        for name, command in commands.items():
            settle()
            run = Run(command, options.folder)
            found[name] = curves(run.output) if name == CURVE else json.loads(run.output)
            run.output = ""
            measured[name].append(run)
            print(f"curve, {decimals} decimals, {number + 1}/{rounds} {name}: {run.wall:.2f} s", flush=True)
        for name in (WARM, COLD):
            if found[name] != found[CURVE]:
                sys.exit(f"error: {name} gives another curve")
    pieces = {panel: len(rows) for panel, rows in found[CURVE].items()}
    return measured, pieces, (database, own)


def measure_once(options, database, own):
    """What is too slow to repeat."""
    settle()
    loop = Run([options.python, HERE / "peers/gate_duckdb.py", "--database", own, "--loop"], options.folder)
    print(f"loop over 101 thresholds, DuckDB: {loop.wall:.1f} s", flush=True)
    once = {"DuckDB, 101 thresholds, one query each, one panel": loop}
    for name in ("theta_curve", "decisions"):
        query = HERE.parent / f"Queries/gate/{name}.sql"
        settle()
        run = Run(["sh", "-c", f"sqlite3 '{database}' < '{query}'"], options.folder)
        run.output = ""
        print(f"{name} in the shell: {run.wall:.1f} s", flush=True)
        once[f"sqlite3, `{name}`, one panel"] = run
    return once


def measure_decisions(options, database):
    """Whole process, each round on a fresh copy: the first policy, the same again, and another threshold."""
    measured = {name: [] for name in ("first policy", "the same again", "theta 0.5 → 0.7")}
    for number in range(options.rounds):
        copy = options.folder / "gate-copy.db"
        remove(copy)
        shutil.copyfile(database, copy)
        command = [options.regoal, "rerun", "gate", "--db", copy]
        for name, more in zip(measured, ([], [], ["--theta", "0.7"])):
            settle()
            run = Run([*command, *more], options.folder)
            measured[name].append(run)
            print(f"rerun gate {number + 1}/{options.rounds} {name}: {run.wall:.2f} s", flush=True)
        with sqlite3.connect(copy) as db:
            written = db.execute("SELECT count(*) FROM decision").fetchone()[0]
        if written != 2 * options.gate_runs:
            sys.exit(f"error: {written} decisions instead of two policies of {options.gate_runs}")
        remove(copy)
    return measured


def measure(options):
    curve, pieces, (database, own) = measure_curve(options, 2, options.rounds, options.gate_runs)
    once = measure_once(options, database, own)
    decisions = measure_decisions(options, database)
    remove(database)
    fine, fine_pieces, (database, _) = measure_curve(options, 17, 1, options.gate_runs // 10)
    remove(database)
    return curve, pieces, once, decisions, fine, fine_pieces


def curve_rows(measured):
    own = [run.wall for run in measured[CURVE]]
    return [
        (name, f"{median([run.wall for run in runs]):.2f}", f"{median([run.cpu for run in runs]):.2f}",
         f"{max(run.peak for run in runs):.0f}",
         "1" if name == CURVE else ratio([run.wall for run in runs], own))
        for name, runs in measured.items()]


def section(options, curve, pieces, once, decisions, fine, fine_pieces):
    head = ("program", "seconds", "processor s", "peak MB", "seconds ÷ regoal's")
    of = lambda pieces: f"{pieces['none']:,} intervals with the relabeler alone, {pieces['all']:,} with the judge"
    decided = once["sqlite3, `decisions`, one panel"].wall
    return [
        f"## The exact curve of {options.gate_runs:,} runs",
        "",
        "Made-up rows: three attempts a run, one judge with a vote on each, confidences of two decimals as"
        f" models give them; {of(pieces)}. Whole processes, files warm. Regoal also gives bounds and weights,"
        " which the others leave out.",
        "",
        *table(head, curve_rows(curve)),
        "",
        "Checked: the same intervals with the same counts. Run once, being slow:",
        "",
        *table(
            ("program", "seconds", "processor s", "peak MB"),
            [(name, f"{run.wall:.1f}", f"{run.cpu:.1f}", f"{run.peak:.0f}") for name, run in once.items()]
            + [("`decisions` at 101 thresholds, not run: 101 times the line above", f"{101 * decided:,.0f}",
                "–", "–")]),
        "",
        f"The same for {options.gate_runs // 10:,} runs, once, with confidences of 17 decimals, hence {of(fine_pieces)}, all of them printed:",
        "",
        *table(head, curve_rows(fine)),
        "",
        f"## Deciding on {options.gate_runs:,} runs",
        "",
        "`regoal rerun gate`, whole processes: reads the facts, writes a decision for each run, and tells"
        " which decisions changed. No peer.",
        "",
        *table(
            ("what", "seconds", "processor s", "peak MB"),
            [(name, f"{median([run.wall for run in runs]):.2f}", f"{median([run.cpu for run in runs]):.2f}",
              f"{max(run.peak for run in runs):.0f}") for name, runs in decisions.items()]),
        "",
    ]
