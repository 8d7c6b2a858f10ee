"""What is remembered of an erasure, and of whom it was: random ids and times, no more."""

import enum
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant, month_end
from service.members.numbers import MemberNumbers


class ErasureState(enum.StrEnum):
    """`wanted -> destroyed -> swept -> over`.

    Wanted: nobody knows any more whose the account is, and something of it still goes on.
    Destroyed: the account is erased, its rows wait to be swept. Swept: once more, later, for what
    came late. Over: for good.
    """

    WANTED = "wanted"
    DESTROYED = "destroyed"
    SWEPT = "swept"
    OVER = "over"


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """The erasure of the account `id`: its link was destroyed `at`, and it is next due then.

    It stays for good: whoever restores an older backup erases the account again by it.
    """

    id: str
    at: Instant
    state: ErasureState
    due_at: Instant | None
    version: int = 1


class Departure(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody with the contact of this keyed hash has left; they count as a newcomer from then on.

    Full months, so that no time of it tells which account was theirs.
    """

    id: str
    newcomer_from: Instant
    version: int = 1


def began(account: str, *, at: datetime, whole: bool) -> Erasure:
    """An erasure whose command has just been decided; not `whole` if something goes on."""
    state = ErasureState.DESTROYED if whole else ErasureState.WANTED
    return Erasure(id=account, at=at, state=state, due_at=at)


def after_sweep(erasure: Erasure, *, at: datetime, numbers: MemberNumbers) -> Erasure:
    """The erasure once the rows of its account were swept."""
    match erasure.state:
        case ErasureState.DESTROYED:
            again = at + timedelta(days=numbers.swept_again_days)
            return msgspec.structs.replace(erasure, state=ErasureState.SWEPT, due_at=again)
        case ErasureState.SWEPT:
            return msgspec.structs.replace(erasure, state=ErasureState.OVER, due_at=None)
        case _:
            return erasure


def departure(contact: str, *, at: datetime, numbers: MemberNumbers) -> Departure:
    """What keeps who leaves today from being a newcomer tomorrow. `contact` is the keyed hash."""
    months = numbers.contact_kept_months
    return Departure(id=contact, newcomer_from=month_end(at, months) if months else at)


def newcomer_from(left: Departure | None, at: datetime) -> datetime | None:
    """From when on who joins now is a newcomer; None: from the start."""
    return left.newcomer_from if left is not None and at < left.newcomer_from else None
