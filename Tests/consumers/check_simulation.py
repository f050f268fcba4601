"""Simulated corpora through the commands: do intervals cover the noise that is known, and how often is a certificate wrong?

    python3 Tests/consumers/check_simulation.py .build/release/regoal --corpora 2000 --jobs 2

Each corpus goes through simulate, ingest, annotate plan, noise and certify, as a user would do it; annotators are right.
Two settings in turn: independent judges, and judges whose scores correlate (0.5). Rates are of the distribution that the
corpus was drawn from, but for certify, whose claim is about the corpus itself, and for strata, that draw from one.
Needs Python alone. Prints a table; exit code 1 where a bound of the method does not hold.

Last run, 1,000 corpora of each setting, 28 and 24 errors expected among 200 ratings. Covers: Clopper-Pearson 0.959 and 0.955,
Wilson 0.941 and 0.944 (0.95 times as wide), prediction-powered 0.931 and 0.938, Hájek in 10 strata 0.991 and 0.993 (a draw
of a third of the pairs, against the corpus's own noise). Certificates at 0.95 times the noise: wrong in 0.001 and 0.006.
"""

import argparse
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

THETAS = "0.9,0.8,0.7,0.6,0.5"
RIGHT = "0.999999999"
RISK = 0.1


def run(program, *words, fails=False):
    done = subprocess.run([program, *words], capture_output=True, text=True)
    if done.returncode not in ((0, 1) if fails else (0,)):
        raise SystemExit(f"{' '.join(words)}: {done.stderr}")
    return done.stdout


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def number(text):
    return float(text) if text not in ("", None) else None


def accepted(program, database, theta):
    """Of the pairs accepted at a threshold: all, and truly invalid ones."""
    names = [
        row["trajectory"]
        for row in rows(run(program, "query", "decisions", "-p", f"theta={theta}", "-p", "attempts=1", "--csv",
                            "--db", database))
        if row["decision"] in ("accepted", "fallback")
    ]
    with sqlite3.connect(database) as connection:
        valid = {
            name: json.loads(metadata)["valid"]
            for name, metadata in connection.execute("SELECT external_id, metadata_json FROM trajectory")
        }
    return len(names), sum(not valid[name] for name in names)


def corpus(program, seed):
    """What one corpus says: a dictionary of name → (covered, width) or verdicts."""
    correlation = ("0", "0.5")[seed % 2]
    # The noise behind three judges lies near 10 %, so that 200 ratings expect 20 errors.
    noise, specificity = (("0.3", "0.35"), ("0.3", "0.5"))[seed % 2]
    found = {"correlation": correlation}
    with tempfile.TemporaryDirectory() as folder:
        log, database = os.path.join(folder, "s.jsonl"), os.path.join(folder, "s.db")
        common = ["--runs", "1200", "--judges", "3", "--noise", noise, "--specificity", specificity,
                  "--correlation", correlation, "--annotators", "1", "--annotator-sensitivity", RIGHT,
                  "--annotator-specificity", RIGHT, "--attempts", "1", "--seed", str(seed), "-o", log, "--csv"]
        gate = ["--attempts", "1", "--db", database]

        # A uniform frame of 200.
        truth = number(rows(run(program, "simulate", *common, "--rated", "200"))[0]["expected_noise"])
        run(program, "ingest", log, "--db", database)
        plain = rows(run(program, "noise", *gate, "--part", "noise", "--csv"))[0]
        found["expected errors"] = truth * int(plain["rated"])
        for name, low, high in (("clopper-pearson", "noise_low", "noise_high"), ("wilson", "wilson_low", "wilson_high")):
            low, high = number(plain[low]), number(plain[high])
            found[name] = (low <= truth <= high, high - low)
        predicted = rows(run(program, "noise", *gate, "--part", "predicted", "--csv"))[0]
        low, high = number(predicted["noise_low"]), number(predicted["noise_high"])
        found["prediction-powered"] = (low <= truth <= high, high - low)
        os.remove(database)

        # All pairs are rated; frames say which of them count.
        run(program, "simulate", *common, "--rated", "1", "--rate-all")
        run(program, "ingest", log, "--db", database)
        run(program, "annotate", "plan", "strata", "--count", "300", "--rule", "stratified", "--by", "confidence",
            "--annotators", "a1", "--seed", str(seed), *gate)
        weighted = rows(run(program, "noise", "--frame", "strata", *gate, "--part", "weighted", "--csv"))[0]
        count, invalid = accepted(program, database, 0.5)
        low, high = number(weighted["noise_low"]), number(weighted["noise_high"])
        found["hajek"] = (low <= invalid / count <= high, high - low)
        run(program, "annotate", "plan", "grid", "--count", "200", "--thetas", THETAS, "--annotators", "a1",
            "--seed", str(seed), *gate)
        # Hardest where the noise of the loosest threshold lies just above what is let pass.
        most = round(0.95 * truth, 3)
        answer = rows(run(program, "certify", "--frame", "grid", "--max-noise", str(most), "--risk", str(RISK),
                          "--part", "answer", "--csv", "--db", database, fails=True))[0]
        theta = number(answer["theta"])
        found["certified"] = theta is not None
        found["wrong"] = False
        if theta is not None:
            count, invalid = accepted(program, database, theta)
            found["wrong"] = invalid / count > most
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--corpora", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with ThreadPoolExecutor(options.jobs) as pool:
        found = list(pool.map(lambda seed: corpus(options.program, seed), range(options.corpora)))
    is_fine = True
    print(f"{'correlation':12} {'interval':20} {'corpora':>8} {'covers':>8} {'mean width':>11}")
    for correlation in ("0", "0.5"):
        part = [one for one in found if one["correlation"] == correlation]
        mean = sum(one["expected errors"] for one in part) / len(part)
        widths = {}
        for name, least in (("clopper-pearson", 0.95), ("wilson", 0.93), ("prediction-powered", 0.93), ("hajek", 0.93)):
            cover = sum(one[name][0] for one in part) / len(part)
            widths[name] = sum(one[name][1] for one in part) / len(part)
            # Two standard errors of the simulation itself.
            slack = 2 * (least * (1 - least) / len(part)) ** 0.5
            is_low = cover < least - slack
            is_fine = is_fine and not is_low
            print(f"{correlation:12} {name:20} {len(part):8} {cover:8.4f} {widths[name]:11.4f}"
                  + (f"  below {least}" if is_low else ""))
        wrong = sum(one["wrong"] for one in part) / len(part)
        certified = sum(one["certified"] for one in part) / len(part)
        is_fine = is_fine and wrong <= RISK and widths["wilson"] <= 1.1 * widths["clopper-pearson"]
        print(f"{correlation:12} certificate: wrong in {wrong:.4f} of the corpora (risk {RISK}), given in {certified:.4f}; "
              f"expected errors {mean:.1f}")
    sys.exit(0 if is_fine else 1)


if __name__ == "__main__":
    main()
