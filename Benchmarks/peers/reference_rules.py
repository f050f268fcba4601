"""The published rules of detector and extractor, written down plainly (METHOD.md §4, `reference` rules).

A run is a dictionary with the columns of `trajectory`, and `steps`, a list of dictionaries with the
columns of `step`.
"""

import re

TERMS = {
    "tool_error": [
        "error:", "exception:", "traceback", "timeout", "connection refused", " 404 ", "404 not",
        " 500 ", "500 error", " 503 ", "503 service",
    ],
    "incomplete": ["i could not", "unable to", "i don't know", "no results", "failed to"],
    "hallucination": ["i believe", "i think", "probably", "it might be"],
    "constraint_violation": ["exceeds", "over budget", "does not match", "outside the range"],
}
ERROR_MARKS = ["traceback", "error:", "exception:", "errno", "status code: 5"]
NUMBER = re.compile(r"\$?[\d,]+\.?\d*")


def detect(run):
    parts = [run["goal"], run["failure_reason"] or "", run["final_answer"] or ""]
    for step in run["steps"]:
        parts.append(step["thought"] or "")
        parts.append(step["observation"] or "")
    text = " ".join(parts).lower()

    failure_type = None
    most = 0
    for name, terms in TERMS.items():
        hits = sum(1 for term in terms if term in text)
        if hits > most:
            failure_type = name
            most = hits
    if failure_type is None and run["failure_reason"]:
        failure_type = "wrong_result"

    useful = any(len((step["observation"] or "").strip()) > 20 for step in run["steps"])
    return {
        # What the source states decides; the published rules know only failed runs.
        "is_failure": run["success"] == 0 or failure_type is not None,
        "failure_type": failure_type,
        "severity": min(1.0, 0.3 + 0.1 * most),
        "weight": max(0, 7 - most) / 10,
        "recoverable": useful and failure_type != "tool_error",
        "explanation": run["failure_reason"] or "found by keywords",
    }


def extract(run):
    achievements = []
    observations = []
    for number, step in enumerate(run["steps"], 1):
        text = (step["observation"] or "").strip()
        if len(text) < 15:
            continue
        lower = text.lower()
        if any(mark in lower for mark in ERROR_MARKS):
            continue
        short = text
        if len(text) > 200:
            short = text[:200].rsplit(" ", 1)[0] + "..."
        achievements.append(f"Step {number} ({step['action_name'] or ''}): {short}")
        numbers = NUMBER.findall(text)[:5]
        if numbers:
            observations.append(f"Numeric data found in step {number}: {', '.join(numbers)}")
    if not achievements:
        achievements = ["Agent attempted actions but produced no substantive results"]
    return {
        "achievements": achievements,
        "observations": observations,
        "limitations": run["failure_reason"] or "Original goal was not met",
    }
