"""Calls of a model: `regoal run` beside a bare loop of the same requests, and its memory over many calls."""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import threading
import time

from measuring import Run, median, remove, settle, table

LATENCY_MS = 250
IN_FLIGHT = 256
# Attempts and votes of a run that goes to the relabeler: K = 3, one judge.
CALLS_OF_A_RUN = 6
# Of the generator's runs somewhat more than that failed in a way that goes to the relabeler.
RELABELED_SHARE = 0.67
BODIES = 2_000
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Server:
    """Answers each request after a fixed time, in a process of its own."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [str(program), "serve", "--latency", str(LATENCY_MS)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        self.base = f"http://127.0.0.1:{int(self.process.stdout.readline())}/v1"

    def counts(self):
        """Requests read so far, and the bytes of their bodies."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        said = json.loads(self.process.stdout.readline())
        return said["requests"], said["bytes"]

    def cpu(self):
        return processor_seconds(self.process.pid)

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def machine_seconds():
    """Processor seconds that the whole machine has spent working, those taken by its host included."""
    fields = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _, _, irq, softirq, steal = (int(field) for field in fields[:8])
    return (user + nice + system + irq + softirq + steal) / TICKS


class Measured:
    """One process that made calls, with what the server and the machine saw of it."""

    def __init__(self, server, command, folder, watch=None):
        requests, size = server.counts()
        cpu, machine = server.cpu(), machine_seconds()
        if watch is None:
            run = Run(command, folder)
        else:
            run = watch(requests, lambda: Run(command, folder))
        after = server.counts()
        self.calls = after[0] - requests
        self.bytes = (after[1] - size) / self.calls
        self.wall, self.peak = run.wall, run.peak
        self.cpu = run.cpu / self.calls * 1e6
        self.server_cpu = (server.cpu() - cpu) / self.calls * 1e6
        busy = machine_seconds() - machine
        # Cores that other processes kept busy meanwhile.
        self.others = max(0.0, (busy - run.cpu - (server.cpu() - cpu)) / run.wall)
        self.rate = self.calls / run.wall


def regoal_command(options, server, database):
    model = f"m=m@{server.base},parallel={IN_FLIGHT}"
    return [
        options.regoal, "run", "--db", database, "--structured", "schema", "--relabeler", model,
        "--judge", model, "--csv"]


def base_database(options, make, calls):
    """Runs whose attempts and votes take that many calls, or a few more; their detections and outcomes are there."""
    count = int(calls / CALLS_OF_A_RUN / RELABELED_SHARE) + 1
    file = make(options, f"{count}-runs", count)
    base = options.folder / "calls-base.db"
    remove(base)
    Run([options.regoal, "ingest", file.name, "--db", base.name], options.folder)
    Run([options.regoal, "run", "--until", "extract", "--db", base.name], options.folder)
    return base


def check_facts(database, calls):
    """Every call is committed with its answer, and gave one fact."""
    with sqlite3.connect(database) as db:
        stored, attempts, votes, open_decisions = db.execute("""
            SELECT
              (SELECT count(*) FROM model_call), (SELECT count(*) FROM attempt WHERE call_id IS NOT NULL),
              (SELECT count(*) FROM vote WHERE call_id IS NOT NULL),
              (SELECT count(*) FROM decision WHERE decision = 'undetermined')""").fetchone()
    if stored != calls or attempts + votes != calls or attempts != votes or open_decisions:
        sys.exit(
            f"error: {calls} calls, but {stored} stored, {attempts} attempts, {votes} votes, "
            f"{open_decisions} undetermined")


def write_bodies(database, file):
    """Bodies as Regoal sends them, of calls spread evenly over a database."""
    with sqlite3.connect(database) as db, open(file, "w") as output:
        total = db.execute("SELECT count(*) FROM model_call").fetchone()[0]
        step = max(1, total // BODIES)
        for text, in db.execute("SELECT request_json FROM model_call WHERE id % ? = 0 ORDER BY id", (step,)):
            request = json.loads(text)
            schema = request["schema"]
            body = {name: request[name] for name in ("max_tokens", "messages", "model", "temperature")}
            body["response_format"] = {
                "json_schema": {"name": schema["name"], "schema": schema["json"], "strict": True},
                "type": "json_schema"}
            output.write(json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n")


def measure_throughput(options, make):
    base = base_database(options, make, options.call_count)
    database, bodies = options.folder / "calls.db", options.folder / "calls-bodies.jsonl"
    server = Server(options.caller)
    measured = {"bare loop": [], "regoal run": []}
    for number in range(options.rounds + 1):
        remove(database)
        shutil.copyfile(base, database)
        if number > 0:
            settle()
            measured["bare loop"].append(Measured(
                server, [
                    options.caller, "bare", server.base + "/chat/completions", "--bodies", bodies, "--calls",
                    calls, "--in-flight", IN_FLIGHT], options.folder))
        settle()
        run = Measured(server, regoal_command(options, server, database.name), options.folder)
        check_facts(database, run.calls)
        if number == 0:
            # What the bare loop is to send comes from this one, which does not count.
            calls = run.calls
            write_bodies(database, bodies)
            continue
        measured["regoal run"].append(run)
        for name, runs in measured.items():
            print(f"calls {number}/{options.rounds} {name}: {runs[-1].rate:.0f} calls/s", flush=True)
    size = database.stat().st_size
    server.stop()
    remove(database)
    remove(base)
    for bare, own in zip(*measured.values()):
        if bare.calls != own.calls or not 0.98 < bare.bytes / own.bytes < 1.02:
            sys.exit(f"error: {bare.calls} calls of {bare.bytes} bytes, {own.calls} of {own.bytes}")
    return measured, size


def measure_memory(options, make):
    """Resident memory of one `regoal run` at every tenth of its calls."""
    base = base_database(options, make, options.memory_calls)
    server = Server(options.caller)
    series = []

    def watch(before, start):
        done = threading.Event()

        def look():
            wanted = interval = options.memory_calls // 10
            while not done.wait(0.05):
                calls = server.counts()[0] - before
                pid = child_of(os.getpid(), "regoal")
                if calls >= wanted and pid:
                    text = pathlib.Path(f"/proc/{pid}/statm").read_text()
                    series.append((wanted, int(text.split()[1]) * PAGE / 1e6))
                    wanted += interval

        thread = threading.Thread(target=look)
        thread.start()
        try:
            return start()
        finally:
            done.set()
            thread.join()

    settle()
    run = Measured(server, regoal_command(options, server, base.name), options.folder, watch)
    check_facts(base, run.calls)
    run.size = base.stat().st_size
    server.stop()
    remove(base)
    print(f"calls, memory: {series}", flush=True)
    return run, series


def child_of(parent, name):
    """The process of that name that one of a process's threads has started; None: there is none."""
    for task in pathlib.Path(f"/proc/{parent}/task").iterdir():
        for pid in (task / "children").read_text().split():
            if pathlib.Path(f"/proc/{pid}/comm").read_text().strip() == name:
                return pid
    return None


def measure(options, make):
    throughput = measure_throughput(options, make)
    memory = measure_memory(options, make) if options.memory_calls else None
    return throughput, memory


def section(options, throughput, memory):
    measured, size = throughput
    bare, own = measured.values()
    ratios = [mine.rate / other.rate for mine, other in zip(own, bare)]
    rows = []
    for name, runs in measured.items():
        rows += [(
            str(number + 1), name, f"{run.wall:.2f}", f"{run.rate:.0f}", f"{run.cpu:.0f}",
            f"{run.server_cpu:.0f}", f"{run.peak:.0f}", f"{run.others:.2f}",
            f"{ratios[number]:.3f}" if runs is own else "1",
        ) for number, run in enumerate(runs)]
    rows.sort(key=lambda row: (row[0], row[1] != "bare loop"))
    head = (
        "round", "program", "seconds", "calls/s", "processor µs a call", "server's µs a call", "peak MB",
        "cores busy with others", "calls/s ÷ bare loop's")
    lines = [
        f"## {own[0].calls:,} calls, {IN_FLIGHT} in flight, answers after {LATENCY_MS} ms",
        "",
        f"Whole processes; request bodies of {own[0].bytes:,.0f} bytes on average, as the server counts them"
        f" ({bare[0].bytes:,.0f} of the bare loop). `regoal run` has each answer committed before it is used, and"
        f" writes attempts, votes and decisions; its database has {size / 1e6:.0f} MB then. No more than"
        f" {IN_FLIGHT / LATENCY_MS * 1e3:.0f} calls/s are possible.",
        "",
        *table(head, rows),
        "",
        f"Throughput of `regoal run` ÷ that of the bare loop: {median(ratios):.3f}"
        f" ({min(ratios):.3f}…{max(ratios):.3f}).",
        "",
    ]
    if memory is None:
        return lines
    run, series = memory
    return lines + [
        f"## Memory over {run.calls:,} calls",
        "",
        f"One `regoal run`: {run.wall:.0f} s, {run.rate:.0f} calls/s, {run.cpu:.0f} processor µs a call, database"
        f" {run.size / 1e6:.0f} MB, peak {run.peak:.0f} MB. Resident MB as its calls reach the server; each of its"
        " three connections has a cache of at most 64 MiB.",
        "",
        *table(["calls", *(f"{calls:,}" for calls, _ in series)], [
            ["MB", *(f"{megabytes:.0f}" for _, megabytes in series)]]),
        "",
    ]
