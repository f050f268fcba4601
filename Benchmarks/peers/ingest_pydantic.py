"""Ingest of a Regoal log of trajectories, in Python: pydantic, hashlib and sqlite3's executemany.

    ingest_pydantic.py CORPUS DATABASE

As `ingest_orjson.py`, but each record is validated by a model. The fields are declared in the order of
canonical JSON (Sources/Trajectories/Trajectory+Digest.swift), so that one call writes the text to digest.
"""

from typing import Any, Literal

from common import run
from ingest_orjson import FORMAT, Ingest, digest, write
from pydantic import BaseModel
from pydantic_core import to_json


class Step(BaseModel):
    action_input: Any = None
    action_name: str | None = None
    call_id: str | None = None
    kind: str | None = None
    observation: str | None = None
    thought: str | None = None
    turn: int | None = None


class Trajectory(BaseModel):
    benchmark: str | None = None
    domain: str | None = None
    failure_reason: str | None = None
    final_answer: str | None = None
    goal: str
    groups: dict[str, str] | None = None
    id: str
    metadata: Any = None
    model: str | None = None
    reward: float | None = None
    round: int | None = None
    source: str = FORMAT
    steps: list[Step]
    success: bool | None = None
    system_prompt: str | None = None
    task: str | None = None
    tools: Any = None
    trial: int | None = None
    type: Literal["trajectory"]


def text(value):
    return None if value is None else to_json(value).decode()


class ModelIngest(Ingest):
    def group(self, lines):
        db = self.db
        validate = Trajectory.model_validate_json
        db.execute("BEGIN IMMEDIATE")
        runs = {}
        for line in lines:
            run = validate(line)
            groups = tuple(sorted((run.groups or {}).items()))
            run.groups = dict(groups) or None
            canonical = run.model_dump_json(exclude={"type"}, exclude_none=True)
            identity = digest(canonical.encode())
            if identity in runs:
                continue
            key, benchmark, domain = run.task, run.benchmark, run.domain
            is_task = key is not None or benchmark is not None or domain is not None or groups
            runs[identity] = (
                (
                    identity,
                    run.id,
                    self.source(run.source),
                    self.task(key, benchmark, domain, groups) if is_task else None,
                    run.model,
                    run.trial,
                    run.round,
                    run.goal,
                    run.system_prompt,
                    text(run.tools),
                    run.final_answer,
                    run.failure_reason,
                    run.success,
                    run.reward,
                    text(run.metadata),
                ),
                [
                    (
                        step.turn,
                        step.kind,
                        step.call_id,
                        step.thought,
                        step.action_name,
                        text(step.action_input),
                        step.observation,
                    )
                    for step in run.steps
                ],
            )
        write(db, runs)
        db.execute("COMMIT")


if __name__ == "__main__":
    run(ModelIngest)
