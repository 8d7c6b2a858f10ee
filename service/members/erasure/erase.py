"""Erase: whether a member can be forgotten now, and what is left of the account then."""

from datetime import datetime

import msgspec

from rewards.ledger.forfeit import forfeit
from rewards.ledger.purse import Moved
from rewards.perks.asked import Asked
from rewards.perks.badges.share import Badges
from service.members.account import Account
from service.members.change import raised, with_state
from service.members.closing import closes_at
from service.members.erasure.refusals import ErasureWaits, NotConfirmed, StillClosing
from service.members.numbers import MemberNumbers
from service.members.states import State, WrongState, follow
from tasks.streak.streak import Streak

CONFIRMATION = "erase me"
"""What a member sends who does not want to wait. The same in every language: a page writes it."""

BLANKED = frozenset(
    {
        *("zone", "earlier_zones", "consents", "joined", "purse", "streak", "earned"),
        *("adult_from", "muted", "reviewed_at", "notice_due_at"),
        *("challenging", "uses", "asked", "vouchers", "badges"),
    }
)
"""Fields of the account that hold nothing of its member afterwards. What stays is what the ledger,
published scores and the graph of invitations are proved by."""


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of the account, and the transfers that emptied it."""

    account: Account
    moved: Moved


def waits(account: Account, games: int) -> ErasureWaits | None:
    """What others have a part in and has to end first; `games` is how many with a guess of the
    account's go on: their roots and prizes are proved by it."""
    rentals, holds = len(account.line.outstanding), len(account.purse.holds)
    if not rentals and not holds and not games:
        return None
    return ErasureWaits(rentals=rentals, holds=holds, games=games)


def may_ask(account: Account, confirmation: str | None) -> WrongState | NotConfirmed | None:
    """Why a member cannot be erased by asking for it, or None. Who never agreed to anything needs
    no second thought; who is leaving gives up the days in which to come back."""
    state = follow(account.state, State.ERASED)
    if isinstance(state, WrongState):
        return state
    if account.state is State.CLOSING and confirmation != CONFIRMATION:
        return NotConfirmed(confirmation=CONFIRMATION)
    return None


def is_due(
    account: Account, *, at: datetime, numbers: MemberNumbers
) -> WrongState | StillClosing | None:
    """Why a member cannot be erased by lapse of time, or None."""
    ends_at = closes_at(account, numbers)
    if ends_at is None:
        return WrongState(state=account.state, wanted=State.ERASED, allowed=())
    return StillClosing(closes_at=ends_at) if at < ends_at else None


def erase(account: Account, *, zone: str, at: datetime) -> Erased:
    """The account in its last state, with nothing of the member's. ValueError while it waits.

    Its seeds go back to the programme. `zone` is the programme's.
    """
    if waits(account, 0) is not None:
        raise ValueError(f"{account.id} has something under way")
    moved = forfeit(account.purse, account=account.id, at=at)
    blank = _blank(account, zone)
    return Erased(
        account=raised(
            with_state(msgspec.structs.replace(blank, purse=moved.purse), State.ERASED, at)
        ),
        moved=moved,
    )


def detach(account: Account, *, zone: str, at: datetime) -> Account:
    """The account of a member who is forgotten already while something of it goes on: closing, for
    whoever has a part in that, until it can be erased too."""
    return raised(with_state(_blank(account, zone), State.CLOSING, at))


def _blank(account: Account, zone: str) -> Account:
    """Without what is about the person; the purse, and what is lent, are for others to see."""
    return msgspec.structs.replace(
        account,
        zone=zone,
        earlier_zones=(),
        consents=(),
        joined=(),
        streak=Streak(),
        earned=(),
        adult_from=None,
        muted=(),
        reviewed_at=None,
        notice_due_at=None,
        challenging=(),
        uses=(),
        asked=Asked(),
        vouchers=(),
        badges=Badges(),
    )
