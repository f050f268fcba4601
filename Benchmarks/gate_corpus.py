"""Fills a database for the gate's benchmarks, with rows that no ingest has made.

    gate_corpus.py REGOAL DATABASE RUNS [DECIMALS]

Each run failed, and has a detection, an outcome, three attempts, and a vote of one judge on each. Confidences
are uniform, with so many decimals; 17, the default, takes them as they come. Digests are made up: the
database is good for timing gates, and for nothing else.
"""

import pathlib
import sqlite3
import subprocess
import sys
import tempfile

LOG = """\
{"type":"trajectory","id":"t0","goal":"g","steps":[],"success":false}
{"type":"detection","trajectory":"t0","config":"d","is_failure":true,"failure_type":"incomplete","severity":0.4,"weight":0.6,"recoverable":true}
{"type":"outcome","trajectory":"t0","config":"o","achievements":["a"],"observations":[]}
{"type":"attempt","trajectory":"t0","config":"r","k":1,"goal":"h","valid":true,"confidence":0.5}
{"type":"attempt","trajectory":"t0","config":"r","k":2,"goal":"h","valid":true,"confidence":0.5}
{"type":"attempt","trajectory":"t0","config":"r","k":3,"goal":"h","valid":true,"confidence":0.5}
{"type":"vote","trajectory":"t0","config":"r","k":1,"judge":"j","valid":true,"confidence":0.5}
{"type":"vote","trajectory":"t0","config":"r","k":2,"judge":"j","valid":true,"confidence":0.5}
{"type":"vote","trajectory":"t0","config":"r","k":3,"judge":"j","valid":true,"confidence":0.5}
"""

FILL = """
WITH RECURSIVE number (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < {runs})
INSERT INTO trajectory (id, digest, external_id, source_id, goal, success)
SELECT n, 'sha256:' || hex(randomblob(32)), 't' || n, 1, printf('Find item %d and book it', n), 0 FROM number;

INSERT INTO detection (
  id, digest, trajectory_id, config_id, is_failure, failure_type, severity, weight, recoverable)
SELECT id, 'd' || id, id, (SELECT id FROM stage_config WHERE stage = 'detect'), 1, 'incomplete', severity,
  round(1 - severity, 1), random() % 20 <> 0
FROM (SELECT id, 0.1 * (3 + abs(random()) % 6) AS severity FROM trajectory WHERE id > 1);

INSERT INTO outcome (id, digest, trajectory_id, config_id, achievements_json, observations_json)
SELECT id, 'o' || id, id, (SELECT id FROM stage_config WHERE stage = 'extract'), '["found item"]', '[]'
FROM trajectory WHERE id > 1;

INSERT INTO attempt (id, digest, outcome_id, config_id, k, hindsight_goal, valid, confidence, rationale)
SELECT 3 * outcome.id + k, 'a', outcome.id, (SELECT id FROM stage_config WHERE stage = 'relabel'), k,
  printf('Find item %d in the catalogue, and name its price and the shop that has it', outcome.id),
  random() % 10 <> 0, {confidence},
  'The observations name the item, its price and the shop, and nothing that the goal asks for is missing.'
FROM outcome JOIN (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3) WHERE outcome.id > 1
ORDER BY outcome.id, k;

INSERT INTO vote (digest, attempt_id, config_id, valid, confidence, reason)
SELECT 'v', id, (SELECT id FROM stage_config WHERE stage = 'judge'), random() % 10 <> 0, {confidence},
  'Each claim of the goal stands in an observation.'
FROM attempt WHERE id > 6 ORDER BY id;
"""


def main():
    regoal, database, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    decimals = int(sys.argv[4]) if len(sys.argv) > 4 else 17
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder) / "log.jsonl"
        log.write_text(LOG)
        subprocess.run([regoal, "ingest", log, "--db", database], check=True, capture_output=True)
    uniform = "(abs(random()) % 9007199254740993) / 9007199254740992.0"
    if decimals < 17:
        uniform = f"round({uniform}, {decimals})"
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -1000000")
    db.execute("BEGIN")
    for statement in FILL.format(runs=runs, confidence=uniform).split(";"):
        db.execute(statement)
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.execute("PRAGMA optimize")
    db.close()


if __name__ == "__main__":
    main()
