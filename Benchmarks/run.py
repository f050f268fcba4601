"""Runs the benchmarks and writes RESULTS.md. Usually started by `make bench`.

    run.py --regoal … --generator … --stages … --python … [--megabytes 1000] [--rounds 3] …

Every round runs each program once, in the same order, with the disk synchronised in between and a fresh
database each; the figures are medians over the rounds. Needs only the standard library; the peers' Python
is named by --python.
"""

import argparse
import datetime
import hashlib
import json
import os
import pathlib
import platform
import shutil
import sqlite3
import subprocess
import sys

import calls
import formats
import gate
import votes
from measuring import Run, median, ratio, remove, settle, table, warm

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE / "peers"
SEED = 7


# Corpora


def generate(options, count):
    """The generator, started, its lines to be read from a pipe."""
    return subprocess.Popen(
        [options.generator, "--count", str(count), "--seed", str(SEED)], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL)


def make(options, name, count, size=None):
    """A corpus of that many runs, or of that size; one of the same generator is used again.

    A smaller corpus is the beginning of a larger one.
    """
    file = options.folder / f"corpus-{options.tag}-{name}.jsonl"
    if file.exists():
        return file
    print(f"making {file.name}", flush=True)
    part = file.with_suffix(".part")
    with open(part, "wb") as output:
        generator = generate(options, count)
        limit = [] if size is None else [str(size)]
        subprocess.run(
            [options.python, HERE / "rewrite.py", *limit], stdin=generator.stdout, stdout=output, check=True)
        generator.stdout.close()
        status = generator.wait()  # with a size it may end early, its pipe being closed
        if size is None and status != 0:
            sys.exit(f"error: {options.generator} ended with {status}")
    part.rename(file)
    return file


def corpus(options, megabytes):
    size = megabytes * 1_000_000
    return make(options, f"{megabytes}mb", int(size / options.bytes_per_run * 1.05) + 100, size)


def sample(options):
    """Bytes of a run on average, and a name for what the generator makes."""
    text = generate(options, 2000).communicate()[0]
    if not text:
        sys.exit(f"error: {options.generator} gives nothing")
    options.bytes_per_run = len(text) / 2000
    options.tag = hashlib.sha256(text).hexdigest()[:8]


def compare(options, databases, ordered=False):
    """Ends the benchmark if the databases differ; else the rows that they hold."""
    command = [sys.executable, HERE / "compare.py", *(["--ordered"] if ordered else []), *databases]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=options.folder)
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(f"error: compare.py failed:\n{done.stderr}")
    report = json.loads(done.stdout)
    if not report["same"]:
        sys.exit("error: the programs did not write the same:\n" + "\n".join(report["differences"]))
    return report["rows"]


# Ingest


def ingest_commands(options, file, rows):
    """Name → how a database is made of the corpus. The file is named alike: its name is stored."""
    python = options.python
    return {
        "regoal": lambda db: [options.regoal, "ingest", file.name, "--db", db],
        "orjson": lambda db: [python, PEERS / "ingest_orjson.py", file.name, db],
        "pydantic": lambda db: [python, PEERS / "ingest_pydantic.py", file.name, db],
        "C": lambda db: [options.memory, rows, db],
        "C, write only": lambda db: [options.memory, rows, db, "--write"],
    }


def prepare_rows(options, file):
    """The rows of a corpus as the C program loads them. Made anew each time: Regoal may have changed."""
    database = options.folder / "prepare.db"
    rows = file.with_suffix(".rows")
    remove(database)
    Run([options.regoal, "ingest", file.name, "--db", database.name], options.folder)
    Run([options.python, HERE / "prepare_rows.py", database.name, rows.name], options.folder)
    remove(database)
    return rows


def check_ingest(options):
    """Every program writes the same rows, compared as an ordered dump of a small corpus."""
    file = make(options, "5000-runs", 5_000)
    rows = prepare_rows(options, file)
    databases = []
    for name, command in ingest_commands(options, file, rows).items():
        database = f"check-{len(databases)}.db"
        remove(options.folder / database)
        Run(command(database), options.folder)
        databases.append(database)
    found = compare(options, databases, ordered=True)
    for database in databases:
        remove(options.folder / database)
    rows.unlink()
    return found


def measure_ingest(options, file):
    rows = prepare_rows(options, file)
    commands = ingest_commands(options, file, rows)
    measured = {name: [] for name in commands}
    found = None
    for number in range(options.rounds):
        databases = []
        for name, command in commands.items():
            database = f"ingest-{len(databases)}.db"
            remove(options.folder / database)
            warm(rows if name.startswith("C") else file)
            settle()
            run = Run(command(database), options.folder)
            if name.startswith("C"):
                # Its rows are loaded first, which does not count.
                timed = json.loads(run.output)
                run.wall, run.cpu = timed["seconds"], timed["cpu_seconds"]
            run.size = (options.folder / database).stat().st_size
            measured[name].append(run)
            print(f"ingest {number + 1}/{options.rounds} {name}: {run.wall:.2f} s", flush=True)
            databases.append(database)
            if number > 0:
                remove(options.folder / database)
        if number == 0:
            found = compare(options, databases)
            for database in databases:
                remove(options.folder / database)
    rows.unlink()
    return measured, found


def measure_memory(options, megabytes):
    """Regoal alone on a larger corpus."""
    file = corpus(options, megabytes)
    database = options.folder / "memory.db"
    remove(database)
    settle()
    run = Run([options.regoal, "ingest", file.name, "--db", database.name], options.folder)
    run.size = database.stat().st_size
    remove(database)
    print(f"memory, {megabytes} MB: {run.peak:.0f} MB in {run.wall:.2f} s", flush=True)
    return file, run


# Rules stages


def same_answers(reports):
    """What all reports of one stage run have in common; ends the benchmark if that is not everything."""
    answers = [
        {key: value for key, value in report.items() if not key.endswith("_seconds")}
        for report in reports
    ]
    if any(answer != answers[0] for answer in answers):
        sys.exit(f"error: the detectors or extractors differ: {answers}")
    return answers[0]


def measure_stages_alone(options, file):
    commands = {
        "regoal": [options.stages, "stages", file.name, "--rules", "reference"],
        "regoal, all cores": [
            options.stages, "stages", file.name, "--rules", "reference", "--threads", str(os.cpu_count())],
        "Python": [sys.executable, PEERS / "stages_reference.py", file.name],
    }
    measured = {name: [] for name in commands}
    for number in range(options.rounds):
        for name, command in commands.items():
            settle()
            report = json.loads(Run(command, options.folder).output)
            measured[name].append(report)
            total = report["detect_seconds"] + report["extract_seconds"]
            print(f"stages alone {number + 1}/{options.rounds} {name}: {total:.3f} s", flush=True)
    return measured, same_answers([report for reports in measured.values() for report in reports])


STAGE_TABLES = {
    "lexicon": "SELECT digest, name, terms_json FROM lexicon ORDER BY digest",
    "config": "SELECT digest, stage, body_json FROM stage_config ORDER BY digest",
    "config_name": """
        SELECT digest, label, name FROM config_name JOIN stage_config ON id = config_id
        ORDER BY digest, label, name""",
    "detection": """
        SELECT
          detection.digest, trajectory.digest, stage_config.digest, series, is_failure, failure_type,
          severity, weight, recoverable, explanation, extra_json
        FROM detection
        JOIN trajectory ON trajectory.id = trajectory_id JOIN stage_config ON stage_config.id = config_id
        ORDER BY detection.digest""",
    "outcome": """
        SELECT
          outcome.digest, trajectory.digest, stage_config.digest, series, achievements_json,
          observations_json, limitations, extra_json
        FROM outcome
        JOIN trajectory ON trajectory.id = trajectory_id JOIN stage_config ON stage_config.id = config_id
        ORDER BY outcome.digest""",
}


def compare_stages(first, second):
    """Rows of each table of the stages, the same in both; ends the benchmark if they are not."""
    counts = {}
    with sqlite3.connect(first) as one, sqlite3.connect(second) as other:
        for name, query in STAGE_TABLES.items():
            wanted, found = (db.execute(query).fetchall() for db in (one, other))
            if wanted != found:
                different = next((pair for pair in zip(wanted, found) if pair[0] != pair[1]), "counts")
                sys.exit(f"error: {name} differs: {different}")
            counts[name] = len(wanted)
    return counts


def measure_stages_database(options, file):
    base = options.folder / "stages-base.db"
    remove(base)
    Run([options.regoal, "ingest", file.name, "--db", base.name], options.folder)
    stage = [options.regoal, "rerun"]
    rules = ["--rules", "reference", "--db"]
    commands = {
        "regoal": lambda db: [[options.regoal, "run", "--until", "extract", *rules, db]],
        "Python": lambda db: [[sys.executable, PEERS / "stages_reference.py", "--database", db]],
        "regoal rerun detect; regoal rerun extract": lambda db: [
            [*stage, "detect", *rules, db], [*stage, "extract", *rules, db]],
        "regoal run, all stages": lambda db: [[options.regoal, "run", *rules, db]],
    }
    measured = {name: [] for name in commands}
    counts = None
    for number in range(options.rounds):
        databases = {}
        for name, command in commands.items():
            if number > 0 and name not in ("regoal", "Python"):
                continue  # without a peer once is enough
            database = options.folder / f"stages-{len(databases)}.db"
            remove(database)
            shutil.copyfile(base, database)
            settle()
            runs = [Run(one, options.folder) for one in command(database.name)]
            whole = runs[0]
            for run in runs[1:]:
                whole.wall += run.wall
                whole.cpu += run.cpu
                whole.peak = max(whole.peak, run.peak)
            measured[name].append(whole)
            databases[name] = database
            print(f"stages with database {number + 1}/{options.rounds} {name}: {whole.wall:.2f} s", flush=True)
        if number == 0:
            counts = compare_stages(databases["regoal"], databases["Python"])
            compare_stages(databases["regoal"], databases["regoal rerun detect; regoal rerun extract"])
        for database in databases.values():
            remove(database)
    remove(base)
    return measured, counts


# Report


def output_of(*command):
    try:
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=HERE)
        return done.stdout.strip()
    except OSError:
        return ""


def machine(options):
    model = next(
        (line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor())
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    versions = output_of(
        options.python, "-c",
        "import sys, sqlite3, duckdb, orjson, pydantic; print('Python ' + sys.version.split()[0], "
        "'DuckDB ' + duckdb.__version__, 'orjson ' + orjson.__version__, 'pydantic ' + pydantic.VERSION, "
        "'SQLite ' + sqlite3.sqlite_version, sep=', ')")
    commit = output_of("git", "rev-parse", "--short=12", "HEAD") or "unknown"
    if output_of(
        "git", "-C", HERE.parent, "status", "--porcelain", "--untracked-files=no", "--", ".",
        ":!Benchmarks/RESULTS*.md"
    ):
        commit += " with changes"
    return [
        ("date", datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")),
        ("processor", f"{model}, {os.cpu_count()} cores"),
        ("memory", f"{memory / 2**20:.1f} GiB"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("Swift", (output_of("swift", "--version").splitlines() or ["unknown"])[0]),
        ("peers", versions),
        ("C compiler", (output_of("gcc", "--version").splitlines() or ["unknown"])[0]),
        ("Regoal and C", output_of(options.memory, "--version")),
        ("load before the first run", "{:.2f} (1 min)".format(options.load)),
        ("commit", commit),
        ("command", options.command),
    ]


def ingest_section(measured, file, found, checked):
    size = file.stat().st_size / 1e6
    own = [run.wall for run in measured["regoal"]]
    rows = []
    for name, runs in measured.items():
        wall = median([run.wall for run in runs])
        rows.append((
            name, f"{wall:.2f}", f"{size / wall:.1f}", f"{median([run.cpu for run in runs]):.2f}",
            "–" if name.startswith("C") else f"{max(run.peak for run in runs):.0f}",
            f"{median([run.size for run in runs]) / 1e6:.0f}",
            ratio([run.wall for run in runs], own) if name != "regoal" else "1",
        ))
    head = ("program", "seconds", "MB/s", "processor s", "peak MB", "database MB", "seconds ÷ regoal's")
    return [
        f"## Ingest of {size:.0f} MB",
        "",
        f"{found['trajectory'][0]:,} runs, {found['step'][0]:,} steps, {found['task'][0]:,} tasks. Whole process, but"
        " for C, which has its rows in memory before its clock starts. `C, write only` takes the digests"
        " as given. Last column: median over the rounds, in brackets the least and the greatest; above 1"
        " Regoal is the faster one.",
        "",
        *table(head, rows),
        "",
        f"Checked: the five databases hold the same rows (checksum `{found['trajectory'][1][:16]}…`); of"
        f" {checked['trajectory'][0]:,} runs also as an ordered dump (`{checked['trajectory'][1][:16]}…`).",
        "",
    ]


def memory_section(file, run):
    size = file.stat().st_size / 1e6
    return [
        f"## Memory at {size:.0f} MB",
        "",
        "Regoal alone.",
        "",
        *table(
            ("program", "seconds", "MB/s", "processor s", "peak MB", "database MB"),
            [("regoal", f"{run.wall:.2f}", f"{size / run.wall:.1f}", f"{run.cpu:.2f}", f"{run.peak:.0f}",
              f"{run.size / 1e6:.0f}")]),
        "",
    ]


def stages_alone_section(measured, answers, runs):
    rows = []
    own = measured["regoal"]
    total = lambda report: report["detect_seconds"] + report["extract_seconds"]
    parts = {
        "detector": (lambda report: report["detect_seconds"], answers["detected"]),
        "extractor": (lambda report: report["extract_seconds"], answers["extracted"]),
        "both": (total, answers["detected"]),
    }
    for part, (seconds, count) in parts.items():
        for name, reports in measured.items():
            middle = median([seconds(report) for report in reports])
            rows.append((
                part, name, f"{middle:.4f}", f"{count / middle:,.0f}",
                "1" if name == "regoal" else ratio(
                    [seconds(report) for report in reports], [seconds(report) for report in own]),
            ))
    types = ", ".join(f"{name} {count:,}" for name, count in sorted(answers["failure_types"].items()))
    return [
        f"## Rules stages alone, {runs:,} runs",
        "",
        "In memory, one thread, and for Regoal all cores too, as `regoal run` uses them; `reference` rules;"
        f" {answers['detected']:,} of the runs did not succeed and go to"
        f" the detector, {answers['extracted']:,} are in the failed corpus and go to the extractor.",
        "",
        *table(("stage", "program", "seconds", "runs/s", "seconds ÷ regoal's"), rows),
        "",
        f"Checked: all answers are the same (digest `{answers['digest'][7:23]}…`): {types}.",
        "",
    ]


def stages_database_section(measured, counts, runs):
    own = [run.wall for run in measured["regoal"]]
    rows = []
    for name, each in measured.items():
        label = {"regoal": "regoal run --until extract", "Python": "Python, one process"}
        middle = median([run.wall for run in each])
        rows.append((
            label.get(name, name), f"{middle:.2f}", f"{counts['detection'] / middle:,.0f}",
            f"{median([run.cpu for run in each]):.2f}", f"{max(run.peak for run in each):.0f}",
            {"regoal": "1", "Python": ratio([run.wall for run in each], own)}.get(name, "no peer"),
        ))
    return [
        f"## Rules stages with the database, {runs:,} runs",
        "",
        "Whole processes, from the database of the ingest to committed detections and outcomes, `reference`"
        " rules. `regoal run` also relabels, judges and decides, for which there are no published rules; it"
        " runs once.",
        "",
        *table(("program", "seconds", "runs/s", "processor s", "peak MB", "seconds ÷ regoal's"), rows),
        "",
        f"Checked: the same {counts['detection']:,} detections and {counts['outcome']:,} outcomes, row by row, with"
        " lexicon, configs and digests.",
        "",
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("regoal", "generator", "stages", "caller", "memory", "python"):
        parser.add_argument(f"--{name}", required=True, type=lambda text: pathlib.Path(text).absolute())
    parser.add_argument("--folder", type=lambda text: pathlib.Path(text).absolute(), required=True)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--memory-megabytes", type=int, default=4000, help="0: leave it out")
    parser.add_argument("--runs", type=int, default=20_000, help="runs for the stages")
    parser.add_argument("--gate-runs", type=int, default=1_000_000, help="runs for the gate")
    parser.add_argument("--votes", type=int, default=1_000_000, help="votes for the statistics")
    parser.add_argument("--call-count", type=int, default=20_000, help="calls of a model, at least")
    parser.add_argument(
        "--memory-calls", type=int, default=100_000, help="calls while memory is looked at, at least; 0: leave it out")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--data", type=lambda text: pathlib.Path(text).absolute(), action="append",
        help="folder with files of any formats, repeatable; else Tests/Formats")
    parser.add_argument("--data-words", default="the samples in `Tests/Formats`", help="what these files are")
    parser.add_argument("--format-rounds", type=int, default=7, help="rounds for the formats")
    parser.add_argument("--document-megabytes", type=int, default=32, help="size of one document of a format")
    parser.add_argument(
        "--only", choices=["ingest", "memory", "stages", "gate", "calls", "formats", "votes"],
        help="a part; writes RESULTS-PART.md")
    parser.add_argument("--command", default="run.py")
    parser.add_argument("--results", type=pathlib.Path, help="file to write")
    options = parser.parse_args()
    if options.results is None:
        options.results = HERE / (f"RESULTS-{options.only}.md" if options.only else "RESULTS.md")
    options.folder.mkdir(parents=True, exist_ok=True)
    options.load = os.getloadavg()[0]
    facts = machine(options)

    sections = []
    if options.only in ("formats", "votes"):
        facts = [fact for fact in facts if fact[0] not in ("peers", "C compiler", "Regoal and C")]
    else:
        sample(options)
    if options.only in (None, "ingest"):
        checked = check_ingest(options)
        source = corpus(options, options.megabytes)
        measured, found = measure_ingest(options, source)
        sections += ingest_section(measured, source, found, checked)
    if options.only in (None, "memory") and options.memory_megabytes:
        sections += memory_section(*measure_memory(options, options.memory_megabytes))
    if options.only in (None, "stages"):
        file = make(options, f"{options.runs}-runs", options.runs)
        sections += stages_alone_section(*measure_stages_alone(options, file), options.runs)
        sections += stages_database_section(*measure_stages_database(options, file), options.runs)
    if options.only in (None, "gate"):
        sections += gate.section(options, *gate.measure(options))
    if options.only in (None, "calls"):
        sections += calls.section(options, *calls.measure(options, make))
    if options.only in (None, "votes"):
        sections += votes.section(options, votes.measure(options))
    if options.only in (None, "formats"):
        sections += formats.section(options, *formats.measure(options))
    rounds = options.format_rounds if options.only == "formats" else options.rounds
    text = "\n".join([
        "# Results",
        "",
        "Written by `make bench`; what is measured, and why it is fair: [README.md](README.md).",
        "",
        *table(("what", "where"), facts),
        "",
        f"Rounds: {rounds}, each program once a round, in the order of the tables. Seconds and sizes are"
        " medians, peaks are the greatest. 1 MB is a million bytes.",
        "",
        *sections,
    ])
    options.results.write_text(text.rstrip() + "\n")
    print(f"wrote {options.results}")


if __name__ == "__main__":
    main()
