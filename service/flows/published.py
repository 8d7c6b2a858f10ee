"""The published score as decisions about perks use it, and the credit line of its level."""

from collections.abc import Iterable
from typing import Any

from rewards.perks.rentals.line import limit_at
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require
from service.programme import Programme
from service.store.collection import Key
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.documents import CURRENT, Snapshot, snapshot_id
from service.store.schema.page import PUBLICATIONS, SNAPSHOTS


def published_needs(view: View, account: str | None) -> Iterable[Key]:
    """The publication, and the account's snapshot in it once both are known."""
    yield PUBLICATIONS.key(CURRENT)
    publication = view.peek(PUBLICATIONS, CURRENT)
    if publication is not None and account is not None:
        yield SNAPSHOTS.key(snapshot_id(publication, account))


def published_value(command: Command[Any], view: View, account: Account) -> int | None:
    """The published score, while the member wants to be scored; None if it is by another scheme."""
    publication = view.reference(PUBLICATIONS, CURRENT)
    refused = require(account, Purpose.SCORE, PROGRAMME, command.domain_at)
    if publication is None or refused is not None:
        return None
    snapshot = view.reference(SNAPSHOTS, snapshot_id(publication, account.id))
    return value_under(command.programme, snapshot)


def value_under(programme: Programme, snapshot: Snapshot | None) -> int | None:
    """What a snapshot says in points of the scheme in force. Until a new scheme has published, the
    score of before is in points that say nothing about its levels."""
    found = snapshot.score if snapshot else None
    return found.value if found and found.scheme == programme.numbers.score.scheme.id else None


def line_limit(command: Command[Any], value: int | None) -> int:
    """The credit line of a score's level, in minor units; 0 without a score, or below them all."""
    numbers = command.programme.numbers
    return limit_at(value, numbers.score.scheme.levels, numbers.rentals)
