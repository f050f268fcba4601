"""Statistics of label noise over a million votes: each command as users run it, beside Python that reads the same votes."""

import json
import pathlib
import sqlite3
import sys

from measuring import Run, median, ratio, remove, settle, table, warm

HERE = pathlib.Path(__file__).parent
PEER = "Python, agreement of judges"
CORPUS = [
    "--judges", "5", "--noise", "0.06", "--correlation", "0.3", "--annotators", "3", "--attempts", "1",
    "--sensitivity", "0.95,0.93,0.9,0.88,0.85", "--specificity", "0.5,0.5,0.4,0.5,0.4", "--runs-per-task", "4",
]
GATE = ["--attempts", "1"]
THETAS = "0.9,0.8,0.7,0.6,0.5"


def commands(options, database):
    """What is measured, by name."""
    def regoal(*words):
        return [options.regoal, *words, "--db", database]

    return {
        "agreement": regoal("agreement", *GATE),
        PEER: [sys.executable, HERE / "peers/votes_agreement.py", database],
        "noise": regoal("noise", *GATE),
        "noise --by theta": regoal("noise", "--by", "theta", *GATE),
        "noise --by judge": regoal("noise", "--by", "judge", *GATE),
        "noise judges=none judges=all": regoal("noise", "judges=none", "judges=all", *GATE),
        "noise --model dawid-skene": regoal("noise", "--model", "dawid-skene", *GATE),
        "noise --confidence calibrated": regoal("noise", "--confidence", "calibrated", *GATE),
        "calibration": regoal("calibration", *GATE),
        "certify": regoal("certify", "--frame", "grid", "--max-noise", "0.3"),
        "bound": regoal("bound", *GATE),
    }


def prepare(options, rated):
    """A database of a million votes and `rated` rated pairs."""
    log, database = options.folder / "votes.jsonl", options.folder / f"votes-{rated}.db"
    remove(database)
    simulate = [options.regoal, "simulate", "--runs", str(options.votes // 4), "--rated", str(rated), *CORPUS]
    Run([*simulate, "-o", log], options.folder)
    Run([options.regoal, "ingest", log, "--db", database], options.folder)
    log.unlink()
    plan = ["annotate", "plan", "grid", "--count", "2000", "--thetas", THETAS, "--annotators", "a1", *GATE]
    Run([options.regoal, *plan, "--db", database], options.folder)
    Run([options.regoal, "calibration", "--save", "all", *GATE, "--db", database], options.folder)
    with sqlite3.connect(database) as db:
        votes = db.execute("SELECT count(*) FROM vote").fetchone()[0]
    if votes != options.votes // 4 * 4:
        sys.exit(f"error: {votes} votes instead of {options.votes}")
    return database


def check(options, database):
    """Both count the same attempts of each pair of judges."""
    own = Run([options.regoal, "agreement", *GATE, "--part", "couples", "--json", "--db", database], options.folder)
    peer = Run(commands(options, database)[PEER], options.folder)
    counts = {
        (row["first"], row["second"]):
            [row[name] for name in ("both_valid", "only_first", "only_second", "both_invalid")]
        for row in json.loads(own.output) if row["kind"] == "judges"
    }
    other = {(one, two): counts for one, two, *counts in json.loads(peer.output)}
    if not counts or counts != other:
        sys.exit(f"error: agreement differs: {counts} and {other}")


def measure(options):
    measured = {}
    for rated in (2_000, 50_000):
        database = prepare(options, rated)
        check(options, database)
        runs = measured[rated] = {name: [] for name in commands(options, database)}
        for number in range(options.rounds):
            for name, command in commands(options, database).items():
                warm(database)
                settle()
                if name == "certify":
                    command = ["sh", "-c", '"$@" || test $? = 1', "sh", *map(str, command)]
                run = Run(command, options.folder)
                runs[name].append(run)
                print(f"votes, {rated} rated, {number + 1}/{options.rounds} {name}: {run.wall:.2f} s", flush=True)
        remove(database)
    return measured


def section(options, measured):
    lines = []
    for rated, runs in measured.items():
        own = [run.wall for run in runs["agreement"]]
        lines += [
            f"## Label noise of {options.votes:,} votes, {rated:,} rated pairs",
            "",
            "A simulated corpus (`regoal simulate`): four judges' votes on an attempt of each run, three annotators."
            " Whole processes, files warm; intervals, bootstraps and maps included.",
            "",
            *table(
                ("program", "seconds", "greatest", "processor s", "peak MB", "seconds ÷ regoal agreement's"),
                [(name if name == PEER else f"`regoal {name}`",
                  f"{median([run.wall for run in each]):.2f}", f"{max(run.wall for run in each):.2f}",
                  f"{median([run.cpu for run in each]):.2f}", f"{max(run.peak for run in each):.0f}",
                  ratio([run.wall for run in each], own) if name == PEER else "–")
                 for name, each in runs.items()]),
            "",
            "Checked: `agreement` and Python count the same votes of each two judges.",
            "",
        ]
    return lines
