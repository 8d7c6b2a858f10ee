"""Publishes the score of one account; and moves the pointer once all are there."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from rewards.calendar import Instant, whole_days
from rewards.economy import ScoreNumbers
from rewards.refusal import Refusal
from rewards.score.answer import NotAvailable, Score
from rewards.score.evidence import Evidence
from rewards.score.score import score
from service.flows.own import AccountGone
from service.jobs.cycle import Cycle
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT, Publication, Snapshot
from service.store.schema.page import ACCOUNTS, PUBLICATIONS, SNAPSHOTS

FIRST_REVISION = 1


class PublishScore(msgspec.Struct, frozen=True, kw_only=True):
    """The snapshot as it is to be; made outside, so that the transaction stays short."""

    snapshot: Snapshot


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """It is there now. `already` if it had been before: then nothing has changed."""

    already: bool = False


class MovePointer(msgspec.Struct, frozen=True, kw_only=True):
    """Every snapshot of this revision of this cycle is there."""

    cycle: str
    revision: int
    cut_off: Instant


class NewerPublished(Refusal, frozen=True, kw_only=True):
    """What is published goes further than this; published scores never go back in time."""

    cycle: str
    published: str
    cut_off: Instant

    def detail(self) -> str:
        return (
            f"Cycle {self.cycle} is not published: {self.published}, with its cut-off at "
            f"{self.cut_off.isoformat()}, is newer and already out."
        )


def snapshot_of(
    account: Account, evidence: Iterable[Evidence], cycle: Cycle, numbers: ScoreNumbers
) -> Snapshot:
    """The account's score at the cut-off, or why there is none. Same evidence, same snapshot."""
    found = score(
        evidence,
        active_days=_active_days(account, cycle.cut_off),
        at=cycle.cut_off,
        numbers=numbers,
    )
    return Snapshot(
        id=f"{cycle.id}:{FIRST_REVISION}:{account.id}",
        cycle=cycle.id,
        revision=FIRST_REVISION,
        account=account.id,
        score=found if isinstance(found, Score) else None,
        not_available=found if isinstance(found, NotAvailable) else None,
    )


def _active_days(account: Account, cut_off: datetime) -> int:
    """Since first active. That never changes again, so it needs no look in the transaction."""
    since = account.active_since
    return 0 if since is None else max(0, whole_days(since, cut_off))


def needs(command: Command[PublishScore], _view: View) -> Iterable[Key]:
    """The account, and whether the snapshot is there."""
    yield ACCOUNTS.key(command.body.snapshot.account)
    yield SNAPSHOTS.key(command.body.snapshot.id)


def publish(command: Command[PublishScore], view: View) -> Outcome[Published]:
    """The snapshot, for an active account that wants a score; never a second one."""
    snapshot = command.body.snapshot
    # A reference, so that publishing to everybody writes nobody's account. A withdrawal at the
    # same moment acts all the same: whoever reads a score asks for the consent again.
    account = view.reference(ACCOUNTS, snapshot.account)
    if account is None:
        return Outcome(AccountGone())
    refused = require(account, Purpose.SCORE, PROGRAMME, command.domain_at)
    if refused is not None:
        return Outcome(refused)
    if view.get(SNAPSHOTS, snapshot.id) is not None:
        return Outcome(Published(already=True))
    return Outcome(Published(), (Insert(SNAPSHOTS, snapshot),))


def pointer_needs(_command: Command[MovePointer], _view: View) -> Iterable[Key]:
    """The pointer."""
    yield PUBLICATIONS.key(CURRENT)


def move(command: Command[MovePointer], view: View) -> Outcome[Published]:
    """From here on everybody reads this revision. The pointer only moves forwards."""
    body = command.body
    current = view.get(PUBLICATIONS, CURRENT)
    wanted = Publication(
        id=CURRENT,
        cycle=body.cycle,
        revision=body.revision,
        cut_off=body.cut_off,
        published_at=command.domain_at,
    )
    if current is None:
        return Outcome(Published(), (Insert(PUBLICATIONS, wanted),))
    if (current.cycle, current.revision) == (body.cycle, body.revision):
        return Outcome(Published(already=True))
    refused = newer(current, body.cycle, body.cut_off)
    return Outcome(refused) if refused else Outcome(Published(), (Put(PUBLICATIONS, wanted),))


def newer(current: Publication | None, cycle: str, cut_off: datetime) -> NewerPublished | None:
    """The refusal to publish what is older than what is out."""
    if current is None or current.cut_off <= cut_off:
        return None
    return NewerPublished(cycle=cycle, published=current.cycle, cut_off=current.cut_off)


PUBLISH_SCORE = Rule("publish_score", Published, needs, publish)
MOVE_POINTER = Rule("move_pointer", Published, pointer_needs, move)
