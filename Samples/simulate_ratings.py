"""Writes Samples/simulated-ratings.jsonl: invented answers and ratings on invented runs, with known noise.

python3 Samples/simulate_ratings.py REGOAL: the program is needed twice, for the digests of what it reads and for the
pairs that a policy accepts. The same bytes each time.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

SEED = 7
TASKS = 60
THETAS = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]
JUDGES = {"judge-a": (1.1, 0.10), "judge-b": (0.9, 0.12), "judge-c": (0.7, 0.14)}
ANNOTATORS = {"ann": 0.97, "bo": 0.95, "cy": 0.93}
TYPES = ["incomplete", "constraint_violation", "wrong_result", "tool_error"]
POLICY = ["--fallback", "none", "--vote-valid", "ignored", "--attempts", "2"]


def share(value):
    return round(min(0.99, max(0.01, value)), 2)


def answers(dice):
    """Runs and answers, and by run and k whether the pair is valid."""
    lines, truth = [], {}
    for stage in ["detect", "extract", "relabel"]:
        lines.append({"type": "config", "name": "simulated", "stage": stage,
                      "body": {"engine": "simulated", "seed": SEED, "stage": stage}})
    for judge in JUDGES:
        lines.append({"type": "config", "name": judge, "stage": "judge",
                      "body": {"engine": "simulated", "judge": judge, "seed": SEED, "stage": "judge"}})
    for task in range(TASKS):
        for trial in range(1, 4):
            run = f"s{task}-{trial}"
            lines.append({"type": "trajectory", "id": run, "task": f"simulated/{task}",
                          "benchmark": "simulated", "trial": trial, "round": 1 + (trial == 3),
                          "model": "nobody", "goal": f"Simulated goal {task}", "steps": [], "success": False})
            lines.append({"type": "detection", "trajectory": run, "config": "simulated", "is_failure": True,
                          "failure_type": TYPES[task % len(TYPES)], "severity": 0.4, "weight": 0.6,
                          "recoverable": True})
            lines.append({"type": "outcome", "trajectory": run, "config": "simulated",
                          "achievements": [], "observations": []})
            for k in [1, 2]:
                # What is hard to relabel well is hard in each trial of a task.
                hard = 0.30 if task % len(TYPES) == 3 else 0.15
                valid = dice.random() >= hard
                truth[run, k] = valid
                common = dice.gauss(0, 0.12)
                lines.append({"type": "attempt", "trajectory": run, "config": "simulated",
                              "extract_config": "simulated", "k": k,
                              "goal": f"Simulated hindsight goal {k} of {run}", "valid": True,
                              "confidence": share((0.86 if valid else 0.74) + dice.gauss(0, 0.1))})
                for judge, (skill, spread) in JUDGES.items():
                    middle = 0.55 + 0.18 * skill * (1 if valid else -1)
                    confidence = share(middle + common + dice.gauss(0, spread))
                    lines.append({"type": "vote", "trajectory": run, "config": "simulated",
                                  "extract_config": "simulated", "k": k, "judge": judge,
                                  "valid": confidence >= 0.5, "confidence": confidence})
    return lines, truth


def write(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def main(program):
    dice = random.Random(SEED)
    lines, truth = answers(dice)
    with tempfile.TemporaryDirectory() as folder:
        log, database = os.path.join(folder, "log.jsonl"), os.path.join(folder, "a.db")

        def regoal(*words):
            return subprocess.run([program, *words, "--db", database], check=True, capture_output=True,
                                  text=True).stdout

        write(log, lines)
        regoal("ingest", log)
        union = {}
        for theta in THETAS:
            regoal("rerun", "gate", *POLICY, "--theta", str(theta))
            for row in json.loads(regoal("query", "last_decisions", "--json")):
                if row["decision"] == "accepted":
                    union[row["trajectory"], row["k"]] = True
        # The policy that is applied last, and that the frame names.
        regoal("rerun", "gate", *POLICY, "--theta", "0.5")
        connection = sqlite3.connect(database)
        policy = connection.execute(
            "SELECT digest FROM gate_policy ORDER BY decided_order DESC LIMIT 1").fetchone()[0]
        digests = {(run, k): (one, two) for run, k, one, two in connection.execute(
            "SELECT external_id, k, trajectory.digest, attempt.digest FROM trajectory "
            "JOIN outcome ON trajectory_id = trajectory.id JOIN attempt ON outcome_id = outcome.id")}
        connection.close()
        pairs = sorted(union)
        drawn = dice.sample(pairs, min(160, len(pairs)))
        items = [{"trajectory": digests[pair][0], "attempt": digests[pair][1],
                  "probability": len(drawn) / len(pairs)} for pair in drawn]
        lines.append({"type": "frame", "name": "simulated-grid", "policy": {"digest": policy},
                      "population": len(pairs), "seed": SEED, "rule": "theta_grid", "thetas": THETAS,
                      "overlap": 3, "annotators": sorted(ANNOTATORS), "items": items})
        for run, k in drawn:
            for annotator, right in ANNOTATORS.items():
                says = truth[run, k] == (dice.random() < right)
                lines.append({"type": "annotation", "trajectory": run, "config": "simulated",
                              "extract_config": "simulated", "k": k, "annotator": annotator,
                              "verdict": "unsure" if dice.random() < 0.02 else "valid" if says else "invalid",
                              "frame": "simulated-grid"})
    write(os.path.join(os.path.dirname(os.path.abspath(__file__)), "simulated-ratings.jsonl"), lines)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
