"""An operator wants the latest cycle corrected: a new revision of it begins, for a reason."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.score.cycles.refusals import (
    CorrectionUnderWay,
    CycleUnknown,
    NothingPublished,
    NotTheLatestCycle,
)
from rewards.score.cycles.revision import Revision, revision_id
from service.flows.operators.audited import OperatorBody, audited
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT
from service.store.schema.page import CYCLES, PUBLICATIONS


class ReviseScores(OperatorBody, frozen=True, kw_only=True):
    """Which cycle, named so that nobody corrects another one than was meant; empty if there is
    none to name."""

    cycle: str


class RevisionWanted(msgspec.Struct, frozen=True, kw_only=True):
    """It has begun; a job publishes it within minutes of its being worked out for everybody."""

    cycle: str
    revision: int
    cut_off: Instant


def needs(_command: Command[ReviseScores], view: View) -> Iterable[Key]:
    """The pointer, the revision in force and the next one."""
    yield PUBLICATIONS.key(CURRENT)
    current = view.peek(PUBLICATIONS, CURRENT)
    if current is not None:
        yield CYCLES.key(revision_id(current.cycle, current.revision))
        yield CYCLES.key(revision_id(current.cycle, current.revision + 1))


def decide(command: Command[ReviseScores], view: View) -> Outcome[RevisionWanted]:
    """Same cut-off, same scheme, same score to measure cushions from; evidence as it stands when it
    is worked out. One at a time."""
    current = view.get(PUBLICATIONS, CURRENT)
    if current is None:
        named = command.body.cycle
        return Outcome(CycleUnknown(cycle=named) if named else NothingPublished())
    in_force = view.reference(CYCLES, revision_id(current.cycle, current.revision))
    if in_force is None or command.body.cycle != current.cycle:
        return Outcome(NotTheLatestCycle(cycle=command.body.cycle, latest=current.cycle))
    number = current.revision + 1
    wanted = view.get(CYCLES, revision_id(current.cycle, number))
    if wanted is not None:
        return Outcome(
            CorrectionUnderWay(cycle=wanted.cycle, revision=number, since=wanted.begun_at)
        )
    revision = _next(in_force, number, command)
    answer = RevisionWanted(cycle=revision.cycle, revision=number, cut_off=revision.cut_off)
    return Outcome(answer, (Insert(CYCLES, revision),))


def _next(in_force: Revision, number: int, command: Command[ReviseScores]) -> Revision:
    return Revision(
        id=revision_id(in_force.cycle, number),
        cycle=in_force.cycle,
        revision=number,
        cut_off=in_force.cut_off,
        programme=in_force.programme,
        zone=in_force.zone,
        numbers=in_force.numbers,
        begun_at=command.domain_at,
        before=in_force.before,
        reason=command.body.reason,
    )


def subject(command: Command[ReviseScores]) -> str:
    """For the audit log."""
    return f"publication:{command.body.cycle}"


REVISE_SCORES = audited(Rule("revise_scores", RevisionWanted, needs, decide), subject)
