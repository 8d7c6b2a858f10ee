"""The same people everywhere: two merchants, three members, fixed times."""

from datetime import UTC, datetime, timedelta

import msgspec

from service.members.account import Account
from service.members.states import State

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
"""A Wednesday, in ISO week 2026-W10."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MS = timedelta(milliseconds=1)

UMBRELLA_KIOSK = "umbrella-kiosk"
RIVERSIDE_BIKES = "riverside-bikes"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A member and their account, by id, with the name they show and where they live."""

    member: str
    account: str
    name: str
    zone: str
    birth_year: int = 1990


ALICE = Person(member="member-alice", account="alice", name="Alice", zone="Europe/Berlin")
BOB = Person(member="member-bob", account="bob", name="Bob", zone="Asia/Shanghai")
CHARLIE = Person(
    member="member-charlie", account="charlie", name="Charlie", zone="America/Los_Angeles"
)


def account_of(person: Person, *, state: State = State.PENDING, at: datetime = NOON) -> Account:
    """The person's account as it is right after signing up, or put into `state` by hand."""
    return Account(
        id=person.account,
        version=0,
        state=state,
        state_at=at,
        epoch=0,
        zone=person.zone,
        created_at=at,
        active_since=None if state is State.PENDING else at,
    )
