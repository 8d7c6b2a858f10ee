"""An operator is about to run a job by name. The run itself has slots and chunks of its own; this
says before it begins who wanted it."""

import msgspec

from service.flows.operators.audited import OperatorBody, audited, nothing_needed
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class NoteJobRun(OperatorBody, frozen=True, kw_only=True):
    """Which job, and as of when; empty for now."""

    job: str
    as_of: str = ""


class JobRunNoted(msgspec.Struct, frozen=True, kw_only=True):
    """Which job."""

    job: str


def decide(command: Command[NoteJobRun], _view: View) -> Outcome[JobRunNoted]:
    """Nothing but the row."""
    return Outcome(JobRunNoted(job=command.body.job))


def subject(command: Command[NoteJobRun]) -> str:
    """For the audit log."""
    body = command.body
    return f"job:{body.job}:{body.as_of}" if body.as_of else f"job:{body.job}"


RUN_JOB = audited(Rule("run_job", JobRunNoted, nothing_needed, decide), subject, always=True)
