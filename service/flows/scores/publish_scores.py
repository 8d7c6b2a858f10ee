"""Publishes the scores of some accounts in a revision: each snapshot is inserted, once."""

from collections.abc import Iterable

import msgspec

from service.members.consents import PROGRAMME, Purpose
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import Snapshot
from service.store.schema.page import ACCOUNTS, CYCLES, SNAPSHOTS


class PublishScores(msgspec.Struct, frozen=True, kw_only=True):
    """Snapshots of `revision` as they are to be; made outside, so that the transaction is short."""

    revision: str
    snapshots: tuple[Snapshot, ...]


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """How many have been added now."""

    added: int


def needs(command: Command[PublishScores], _view: View) -> Iterable[Key]:
    """The revision, the accounts, and whether their snapshots are there."""
    body = command.body
    yield CYCLES.key(body.revision)
    for snapshot in body.snapshots:
        yield ACCOUNTS.key(snapshot.account)
        yield SNAPSHOTS.key(snapshot.id)


def decide(command: Command[PublishScores], view: View) -> Outcome[Published]:
    """Those of active accounts that want a score; never a second one, and none once the leaves of
    the revision are being counted."""
    revision = view.get(CYCLES, command.body.revision)
    if revision is None or not revision.is_filling:
        return Outcome(Published(added=0))
    wanted = [each for each in command.body.snapshots if _is_wanted(command, view, each)]
    rows = tuple(Insert(SNAPSHOTS, each) for each in wanted)
    return Outcome(Published(added=len(rows)), rows)


def _is_wanted(command: Command[PublishScores], view: View, snapshot: Snapshot) -> bool:
    # A reference, so that publishing to everybody writes nobody's account. A withdrawal at the
    # same moment acts all the same: whoever reads a score asks for the consent again.
    account = view.reference(ACCOUNTS, snapshot.account)
    if account is None:
        return False
    if require(account, Purpose.SCORE, PROGRAMME, command.domain_at) is not None:
        return False
    # Last, as its absence may be relied on only where it is inserted.
    return view.get(SNAPSHOTS, snapshot.id) is None


PUBLISH_SCORES = Rule("publish_scores", Published, needs, decide)
