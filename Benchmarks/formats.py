"""Decoding of each format: Regoal's importers beside JSONSerialization, on the same files."""

import json
import os
import pathlib
import re
import shutil
import sys

from measuring import Run, median, settle, table

HERE = pathlib.Path(__file__).resolve().parent
# What holds the records of a file: members of its object, elements of an array in it, its array, its lines.
# Other formats have a run a file.
UNITS = {
    "fireact": "members", "tooleval": "members", "tau2-bench": "simulations", "inspect": "samples",
    "tau-bench": "array", "agenther": "array", "openhands": "lines", "openai-chat": "lines",
    "regoal": "lines",
}
SPACE = re.compile(r"\s*")


class Document:
    """A JSON text cut into records, each as it is written, and what stands around them."""

    def __init__(self, text, unit):
        self.decoder = json.JSONDecoder()
        self.text = text
        if unit == "lines":
            self.before, self.between, self.after = "", "\n", "\n"
            self.records = [line for line in text.split("\n") if line.strip()]
            return
        at = self.skip(0)
        if unit not in ("array", "members"):
            at = self.member(at, unit)
        self.before, self.between = text[:at + 1], ",\n"
        self.records = []
        at = self.skip(at + 1)
        while text[at] not in "]}":
            start = at
            if unit == "members":
                at = self.skip(self.skip(self.end(at)) + 1)
            at = self.end(at)
            self.records.append(text[start:at])
            at = self.skip(at)
            if text[at] == ",":
                at = self.skip(at + 1)
        self.after = text[at:]

    def skip(self, at):
        return SPACE.match(self.text, at).end()

    def end(self, at):
        return self.decoder.raw_decode(self.text, at)[1]

    def member(self, at, wanted):
        """Where the value of a member of the object begins."""
        at = self.skip(at + 1)
        while True:
            key, at = self.decoder.raw_decode(self.text, at)
            at = self.skip(self.skip(at) + 1)
            if key == wanted:
                return at
            at = self.skip(self.skip(self.end(at)) + 1)

    def numbered(self, record, number, unit):
        """A member under a key of its own; other records may come twice."""
        if unit != "members":
            return record
        return f'"{number}-' + record[1:]


def enlarge(files, unit, size, target):
    """One document of that many bytes: the records of the largest file, again and again."""
    largest = max(files, key=os.path.getsize)
    with open(largest, encoding="utf-8") as opened:
        document = Document(opened.read(), unit)
    once = sum(len(record.encode()) for record in document.records)
    rounds = max(1, round(size / once))
    with open(target, "w", encoding="utf-8") as output:
        output.write(document.before)
        output.write(document.between.join(
            document.numbered(record, number, unit)
            for number in range(rounds) for record in document.records))
        output.write(document.after)


def found(*folders):
    return sorted(
        os.path.join(path, name)
        for folder in folders for path, _, names in os.walk(folder) for name in names)


def decode(options, files, *more):
    """Of each format what `RegoalBenchmark decode` says of these files."""
    settle()
    run = Run(
        [options.stages, "decode", *files, "--rounds", options.format_rounds, *more], options.folder)
    reports = [json.loads(line) for line in run.output.splitlines()]
    return {report["format"]: report for report in reports}


def measure(options):
    files = found(*(options.data or [HERE.parent / "Tests/Formats"]))
    one = decode(options, files, "--threads", "1")
    if not one:
        sys.exit(f"error: no format is recognised in {files[:3]}…")
    print(f"formats on one core: {', '.join(one)}", flush=True)
    files = [file for report in one.values() for file in report["files"]]
    all_cores = decode(options, files, "--alone")
    print("formats on all cores", flush=True)

    documents = options.folder / "documents"
    shutil.rmtree(documents, ignore_errors=True)
    documents.mkdir()
    for name, report in one.items():
        if name in UNITS:
            unit = UNITS[name]
            target = documents / (name + (".jsonl" if unit == "lines" else ".json"))
            enlarge(report["files"], unit, options.document_megabytes * 1_000_000, target)
    large = found(documents)
    large_one = decode(options, large, "--threads", "1")
    large_all = decode(options, large, "--alone")
    print("large documents", flush=True)
    shutil.rmtree(documents)
    for single, several in ((one, all_cores), (large_one, large_all)):
        for name, report in single.items():
            if any(report[key] != several[name][key] for key in ("records", "bad")):
                sys.exit(f"error: {name} is read differently on all cores")
    return one, all_cores, large_one, large_all


def pace(report, program, kind):
    """MB a second, round by round."""
    size = report["bytes"] * report["passes"] / 1e6
    return [size / each[program][kind] for each in report["rounds"]]


def rows(one, all_cores):
    for name, report in one.items():
        own = pace(report, "regoal", "processor_seconds")
        peer = pace(report, "foundation", "processor_seconds")
        ratios = [mine / other for mine, other in zip(own, peer)]
        yield (
            name, f"{len(report['files']):,}", f"{report['bytes'] / 1e6:.2f}", f"{report['records']:,}",
            f"{median(own):.0f}", f"{median(peer):.0f}",
            f"{median(ratios):.2f} ({min(ratios):.2f}…{max(ratios):.2f})",
            f"{median(pace(all_cores[name], 'regoal', 'seconds')):.0f}",
        )


HEAD = (
    "format", "files", "MB", "records", "regoal, MB/s a core", "JSONSerialization, MB/s a core",
    "regoal ÷ JSONSerialization", "regoal, all cores, MB/s",
)


def section(options, one, all_cores, large_one, large_all):
    return [
        "## Decoding, per format",
        "",
        f"Files as they are, {options.data_words}; {options.format_rounds} rounds, both in each round. MB/s a core is"
        " input by processor seconds of the whole process with one worker; MB/s on all cores is input by the"
        " clock, and falls where other programs are busy. Records are runs and what people said of runs. Above 1 Regoal is the faster one.",
        "",
        *table(HEAD, rows(one, all_cores)),
        "",
        f"## One document of {options.document_megabytes} MB",
        "",
        "The records of the largest file of a format, as they are written, again and again in one document. Other"
        " formats have a run a file.",
        "",
        *table(HEAD, rows(large_one, large_all)),
        "",
    ]
