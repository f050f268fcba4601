"""What the Python peers share: the repository's schema and statements, and the settings of the database.

Nothing of these is written down twice: DDL comes from Migrations/, statements from Queries/store/. The
settings are those of Sources/Store/Store.swift; `compare.py` reads them back from every database.
"""

import datetime
import functools
import gc
import hashlib
import pathlib
import re
import sqlite3
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

APPLICATION_ID = 0x5245474C
GROUP_SIZE = 2_000  # records of one transaction, as IngestSession has it
PRAGMAS = [
    "PRAGMA foreign_keys = ON",
    "PRAGMA page_size = 16384",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -65536",
    "PRAGMA journal_mode = WAL",
]


def named(query):
    """A statement of the repository, as it is."""
    return (ROOT / "Queries" / "store" / f"{query}.sql").read_text()


@functools.cache
def statement(query):
    """The same without comments, its parameters by position, in the order of the header's `param` lines."""
    text = named(query)
    parameters = re.findall(r"^-- param: (\w+)", text, re.MULTILINE)
    body = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return re.sub(r":(\w+)", lambda match: f"?{parameters.index(match[1]) + 1}", body)


def migrations():
    """(version, name, sha256, SQL) of each migration, in order."""
    for version, file in enumerate(sorted((ROOT / "Migrations").glob("*.sql")), 1):
        data = file.read_bytes()
        yield version, file.stem, "sha256:" + hashlib.sha256(data).hexdigest(), data.decode()


def create(path):
    """A database, made as `regoal` makes one if it is new."""
    db = sqlite3.connect(path, isolation_level=None, cached_statements=32)
    for pragma in PRAGMAS:
        db.execute(pragma)
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    applied = db.execute("PRAGMA user_version").fetchone()[0]
    for version, name, digest, sql in migrations():
        if version <= applied:
            continue
        table = named("create_migration_table") if version == 1 else ""
        db.executescript(f"BEGIN IMMEDIATE; {table}\n{sql}")
        db.execute(statement("insert_migration"), (version, name, digest, now))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("COMMIT")
    return db


def run(ingest):
    """The whole program of an ingest: `ingest(database, file)` has `group(lines)`, which is one transaction."""
    corpus, database = sys.argv[1:]
    gc.disable()  # there are no cycles: reference counts free everything
    db = create(database)
    taker = ingest(db, corpus)
    with open(corpus, "rb", buffering=1 << 20) as file:
        lines = []
        for line in file:
            lines.append(line)
            if len(lines) == GROUP_SIZE:
                taker.group(lines)
                lines = []
        if lines:
            taker.group(lines)
    db.close()
