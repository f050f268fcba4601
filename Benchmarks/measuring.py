"""What every part of the benchmarks shares: processes, their cost, and tables of it."""

import os
import pathlib
import statistics
import subprocess
import sys
import time


class Run:
    """One process: wall and processor seconds, peak resident memory in MB, what it printed."""

    def __init__(self, command, folder):
        out, err = folder / "stdout.txt", folder / "stderr.txt"
        with open(out, "wb") as stdout, open(err, "wb") as stderr:
            start = time.perf_counter()
            child = subprocess.Popen([str(word) for word in command], stdout=stdout, stderr=stderr, cwd=folder)
            _, status, used = os.wait4(child.pid, 0)
            self.wall = time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"error: {command} ended with {child.returncode}:\n{err.read_text(errors='replace')}")
        self.cpu = used.ru_utime + used.ru_stime
        self.peak = used.ru_maxrss * 1024 / 1e6
        self.output = out.read_text(errors="replace")


def settle():
    """Nothing of the last run is left to be written while the next one is measured."""
    os.sync()
    time.sleep(1)


def remove(database):
    for suffix in ("", "-wal", "-shm"):
        pathlib.Path(f"{database}{suffix}").unlink(missing_ok=True)


def warm(file):
    """Reads a file, so that it comes from memory for everybody."""
    with open(file, "rb", buffering=0) as opened:
        while opened.read(1 << 24):
            pass


def median(values):
    return statistics.median(values)


def ratio(peers, own):
    """How many times the seconds of `own` the peer takes, round by round: median (min…max)."""
    ratios = [peer / mine for peer, mine in zip(peers, own)]
    return f"{median(ratios):.2f} ({min(ratios):.2f}…{max(ratios):.2f})"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]
