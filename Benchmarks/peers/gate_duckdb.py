"""The exact acceptance curve in DuckDB, written for complete logs alone: no gaps, no weights, no series.

    gate_duckdb.py --json FOLDER --store FILE     reads JSON lines into a database file of DuckDB's
    gate_duckdb.py --database FILE                the curve, with the judge and without, from that file
    gate_duckdb.py --json FOLDER                  the same from the JSON lines
    gate_duckdb.py --database FILE --loop         the counts at 101 thresholds, one query each, with the judge

Default policy: delta 0.3, K 3, fallback `algorithm1`, verdicts required. Prints JSON.
"""

import argparse
import json
import pathlib

import duckdb

TABLES = {
    "detection": "{'t': 'INTEGER', 'recoverable': 'BOOLEAN', 'weight': 'DOUBLE'}",
    "attempt": "{'t': 'INTEGER', 'k': 'INTEGER', 'valid': 'BOOLEAN', 'c': 'DOUBLE'}",
    "vote": "{'t': 'INTEGER', 'k': 'INTEGER', 'valid': 'BOOLEAN', 'c': 'DOUBLE'}",
}

SLOTS = {
    "none": """
        SELECT a.t, CASE WHEN a.valid THEN a.c ELSE -1 END AS m, CASE WHEN a.valid THEN a.c END AS c
        FROM attempt AS a""",
    "all": """
        SELECT a.t, CASE WHEN a.valid AND v.valid THEN least(a.c, v.c) ELSE -1 END AS m,
          CASE WHEN a.valid THEN a.c END AS c
        FROM attempt AS a JOIN vote AS v ON v.t = a.t AND v.k = a.k""",
}

# The largest double t with 0.8 t <= c is c / 0.8 or a neighbour of it.
REACH = """
    CREATE TEMP MACRO reach(c) AS
      CASE WHEN 0.8 * (c / 0.8) > c THEN nextafter(c / 0.8, 0::DOUBLE)
        WHEN 0.8 * nextafter(c / 0.8, 2::DOUBLE) <= c THEN nextafter(c / 0.8, 2::DOUBLE)
        ELSE c / 0.8 END"""

CURVE = """
    WITH gated AS (SELECT t FROM detection WHERE recoverable AND weight >= 0.3),
    slot AS (SELECT s.* FROM ({slots}) AS s JOIN gated ON gated.t = s.t),
    best AS (SELECT t, max(m) AS m FROM slot GROUP BY t),
    region AS (
      SELECT slot.t, greatest(slot.c, best.m) AS low, least(reach(slot.c), 1) AS high
      FROM slot JOIN best ON best.t = slot.t
      WHERE slot.c > 0 AND slot.c < 1 AND least(reach(slot.c), 1) > greatest(slot.c, best.m)),
    marked AS (
      SELECT *, low > max(high) OVER (
        PARTITION BY t ORDER BY low, high ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_apart
      FROM region),
    numbered AS (
      SELECT *, sum(coalesce(is_apart, true)::INTEGER) OVER (PARTITION BY t ORDER BY low, high) AS island
      FROM marked),
    island AS (SELECT min(low) AS low, max(high) AS high FROM numbered GROUP BY t, island),
    event AS (
      SELECT m AS theta, -1 AS accepted, 0 AS fallback FROM best WHERE m >= 0 AND m < 1
      UNION ALL SELECT low, 0, 1 FROM island
      UNION ALL SELECT high, 0, -1 FROM island WHERE high < 1),
    step AS (
      SELECT theta, sum(accepted) AS accepted, sum(fallback) AS fallback FROM event GROUP BY theta),
    total AS (
      SELECT (SELECT count(*) FROM detection) AS processed, (SELECT count(*) FROM gated) AS gated,
        (SELECT count(*) FROM best WHERE m >= 0) AS accepted)
    SELECT
      theta, total.processed, total.gated,
      (total.accepted + sum(step.accepted) OVER (ORDER BY theta))::BIGINT AS accepted_above,
      (sum(step.fallback) OVER (ORDER BY theta))::BIGINT AS fallback_above
    FROM step CROSS JOIN total
    UNION ALL SELECT -1, processed, gated, accepted, 0 FROM total
    ORDER BY 1"""

COUNTS = """
    WITH gated AS (SELECT t FROM detection WHERE recoverable AND weight >= 0.3),
    slot AS (SELECT s.* FROM ({slots}) AS s JOIN gated ON gated.t = s.t),
    run AS (
      SELECT t, max(m) AS m, max(c) FILTER (WHERE c > 0 AND c < $theta) AS best FROM slot GROUP BY t)
    SELECT
      count(*) FILTER (WHERE m >= $theta) AS accepted,
      count(*) FILTER (WHERE m < $theta AND best >= 0.8::DOUBLE * $theta) AS fallback
    FROM run"""


def source(folder, name):
    file = str(pathlib.Path(folder) / f"{name}.jsonl")
    return f"read_json('{file}', format = 'newline_delimited', columns = {TABLES[name]})"


def curve(db, panel):
    """[theta_low, theta_high, accepted, fallback, rejected, dropped before], equal neighbours joined."""
    rows = []
    steps = db.execute(CURVE.format(slots=SLOTS[panel])).fetchall()
    for at, (theta, processed, gated, accepted, fallback) in enumerate(steps):
        high = steps[at + 1][0] if at + 1 < len(steps) else 1.0
        counts = [accepted, fallback, gated - accepted - fallback, processed - gated]
        if rows and rows[-1][2:] == counts:
            rows[-1][1] = high
        else:
            rows.append([max(theta, 0.0), high, *counts])
    return rows


def main():
    parser = argparse.ArgumentParser()
    for name in ("json", "store", "database"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--loop", action="store_true")
    options = parser.parse_args()
    if options.store:
        db = duckdb.connect(options.store)
        for name in TABLES:
            db.execute(f"CREATE TABLE {name} AS SELECT * FROM {source(options.json, name)} ORDER BY t")
        db.close()
        return
    if options.json:
        db = duckdb.connect()
        for name in TABLES:
            db.execute(f"CREATE TABLE {name} AS SELECT * FROM {source(options.json, name)}")
    else:
        db = duckdb.connect(options.database, read_only=True)
    if options.loop:
        counts = COUNTS.format(slots=SLOTS["all"])
        print(json.dumps([
            [at / 100, *db.execute(counts, {"theta": at / 100}).fetchone()] for at in range(101)]))
        return
    db.execute(REACH)
    print(json.dumps({panel: curve(db, panel) for panel in SLOTS}))


if __name__ == "__main__":
    main()
