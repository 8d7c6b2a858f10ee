"""An operator announces the next version of the programme, which takes effect at its own time."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.context import Context
from service.flows.operators.audited import OperatorBody, audited
from service.programme import InvalidProgramme, Programme, read, write
from service.programme.candidate import candidate_of
from service.programme.diff import Change, diff
from service.programme.policy import policy
from service.programme.refusals import NotNextVersion, VersionTaken
from service.programme.succession import not_rehearsed, past_of, refusals
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT, StoredProgramme, version_id
from service.store.schema.page import PROGRAMMES, PUBLICATIONS, REHEARSALS


class ApplyProgramme(OperatorBody, frozen=True, kw_only=True):
    """The document, which says that it is `version`; `last` is the last version that was read, and
    `candidate` names how the document scores."""

    document: bytes
    version: int
    last: int
    candidate: str


class ProgrammeApplied(msgspec.Struct, frozen=True, kw_only=True):
    """What takes effect when. `already`: this very document was stored before."""

    version: int
    effective_at: Instant
    changes: tuple[Change, ...]
    already: bool = False


def needs(command: Command[ApplyProgramme], _view: View) -> Iterable[Key]:
    """The version's own place, the version before, the rehearsal of how it scores, the pointer."""
    yield REHEARSALS.key(command.body.candidate)
    yield PUBLICATIONS.key(CURRENT)
    yield PROGRAMMES.key(version_id(command.body.version))
    yield PROGRAMMES.key(version_id(command.body.last))


def decide(command: Command[ApplyProgramme], view: View) -> Outcome[ProgrammeApplied]:
    """The version, if it may follow the last one. Of two who apply one at once the second is
    refused: the id is the number's, and no version is ever written twice."""
    body = command.body
    programme = read(body.document)
    if isinstance(programme, InvalidProgramme):
        return Outcome(programme)
    taken = view.get(PROGRAMMES, version_id(body.version))
    if taken is not None:
        return Outcome(_again(programme, taken))
    found = policy(programme)
    if found:
        return Outcome(InvalidProgramme(sentences=tuple(found)))
    last = view.reference(PROGRAMMES, version_id(body.last))
    if last is None or body.version != programme.version:
        return Outcome(NotNextVersion(version=programme.version, needed=body.last + 1))
    made = _made(command, programme, last, rehearsed=_rehearsed(view, body.candidate))
    if isinstance(made, Refusal):
        return Outcome(made)
    return Outcome(_answer(made), (Insert(PROGRAMMES, made),))


def _rehearsed(view: View, candidate: str) -> bool:
    """One on nothing is one only as long as there is nothing to rehearse on."""
    found = view.reference(REHEARSALS, candidate)
    if found is None:
        return False
    return bool(found.cycles) or view.reference(PUBLICATIONS, CURRENT) is None


def _again(programme: Programme, taken: StoredProgramme) -> ProgrammeApplied | VersionTaken:
    if read(taken.document) != programme:
        return VersionTaken(version=taken.version)
    return msgspec.structs.replace(_answer(taken), already=True)


def _made(
    command: Command[ApplyProgramme],
    programme: Programme,
    last: StoredProgramme,
    *,
    rehearsed: bool,
) -> StoredProgramme | Refusal:
    before = read(last.document)
    if isinstance(before, InvalidProgramme):
        return before
    refused = next(refusals(before, programme, last.past, at=command.domain_at), None)
    refused = refused or not_rehearsed(before, programme, rehearsed=rehearsed)
    return refused or StoredProgramme(
        id=version_id(programme.version),
        version=programme.version,
        effective_at=programme.effective_at,
        applied_at=command.domain_at,
        changes=diff(before, programme),
        past=past_of(before, programme, last.past),
        document=command.body.document,
    )


def _answer(stored: StoredProgramme) -> ProgrammeApplied:
    return ProgrammeApplied(
        version=stored.version, effective_at=stored.effective_at, changes=stored.changes
    )


def subject(command: Command[ApplyProgramme]) -> str:
    """For the audit log."""
    return f"programme:{command.body.version}"


APPLY_PROGRAMME = audited(
    Rule("apply_programme", ProgrammeApplied, needs, decide), subject, always=True
)


async def apply_programme(
    context: Context, programme: Programme, *, reason: str, caller: str
) -> ProgrammeApplied | Refusal:
    """Announces `programme`; every process knows it within a second. `caller` is who stands in the
    audit log."""
    body = ApplyProgramme(
        document=write(programme),
        version=programme.version,
        last=context.programme().version if context.known is None else context.known.last,
        candidate=candidate_of(programme),
        reason=reason,
    )
    answer = (await context.apply(APPLY_PROGRAMME, body, caller=caller, key=None)).answer
    assert answer is not None  # only a secret answer is not repeated
    return answer
