"""What an account remembers of inviting. It is part of the account document, and bounded."""

from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.economy import InvitationNumbers
from rewards.invitations.refusals import TooManyPaid


class Inviting(msgspec.Struct, frozen=True, kw_only=True):
    """`inviter` brought this account here, if anybody did; it has brought `invited` others itself.

    `paid_at` are the first payments of its own invitations within the last days, oldest first.
    """

    inviter: str | None = None
    invited: int = 0
    paid_at: tuple[Instant, ...] = ()


def counted(
    inviting: Inviting, *, at: datetime, numbers: InvitationNumbers
) -> Inviting | TooManyPaid:
    """The account with one more paid at `at`, if there is room; payments of long ago are gone."""
    window = timedelta(days=numbers.paid_days)
    recent = tuple(each for each in inviting.paid_at if at < each + window)
    if len(recent) >= numbers.paid_max:
        # Room comes when so many have grown old that fewer than `paid_max` are left.
        next_at = recent[len(recent) - numbers.paid_max] + window
        return TooManyPaid(paid=len(recent), most=numbers.paid_max, next_at=next_at)
    return msgspec.structs.replace(inviting, paid_at=tuple(sorted((*recent, at))))
