"""Publishes the score of one account: the snapshot is inserted, once."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from rewards.economy import ScoreNumbers
from rewards.score.answer import NotAvailable, Score
from rewards.score.evidence import Evidence
from rewards.score.score import score
from service.flows.own import AccountGone
from service.jobs.cycle import Cycle
from service.members.account import Account
from service.members.breaks import active_time
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import Snapshot
from service.store.schema.page import ACCOUNTS, SNAPSHOTS

FIRST_REVISION = 1


class PublishScore(msgspec.Struct, frozen=True, kw_only=True):
    """The snapshot as it is to be; made outside, so that the transaction stays short."""

    snapshot: Snapshot


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """It is there now. `already` if it had been before: then nothing has changed."""

    already: bool = False


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
    """In state active, breaks left out. What was before the cut-off never changes again, so it
    needs no look in the transaction."""
    since = account.active_since
    return 0 if since is None else active_time(since, cut_off, account.breaks).days


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


PUBLISH_SCORE = Rule("publish_score", Published, needs, publish)
