"""What an account remembers of inviting. It is part of the account document, and bounded."""

from datetime import date, datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.economy import InvitationNumbers
from rewards.invitations.refusals import TooManyInvitations, TooManyPaid


class Inviting(msgspec.Struct, frozen=True, kw_only=True):
    """`inviter` brought this account here by `invitation`, if anybody did.

    days:    ISO dates with a trusted task, while its invitation is pending; None if none is.
    invited: how many it has brought itself.
    open:    its own invitations that wait to be taken up.
    paid_at: the first payments of its own invitations within the last days, oldest first.
    newcomer_from: who has left and come back counts as a newcomer again from then on only.
    """

    inviter: str | None = None
    invitation: str | None = None
    days: tuple[str, ...] | None = None
    invited: int = 0
    open: int = 0
    paid_at: tuple[Instant, ...] = ()
    newcomer_from: Instant | None = None


def opened(inviting: Inviting, *, numbers: InvitationNumbers) -> Inviting | TooManyInvitations:
    """The account with one more invitation that waits to be taken up, if it may."""
    if inviting.open >= numbers.open_max:
        return TooManyInvitations(open=inviting.open, most=numbers.open_max)
    return msgspec.structs.replace(inviting, open=inviting.open + 1)


def one_less_open(inviting: Inviting) -> Inviting:
    """The account once one of its invitations is taken up or has expired."""
    return msgspec.structs.replace(inviting, open=max(0, inviting.open - 1))


def qualifies_on(inviting: Inviting, day: date, *, numbers: InvitationNumbers) -> bool:
    """Whether a trusted task on `day`, in the account's zone, makes the days that it takes."""
    if inviting.days is None:
        return False
    return len({*inviting.days, day.isoformat()}) >= numbers.qualifying_days


def done_on(inviting: Inviting, day: date) -> Inviting:
    """The account with a trusted task on `day`; the same one unless an invitation is pending."""
    done = day.isoformat()
    if inviting.days is None or done in inviting.days:
        return inviting
    return msgspec.structs.replace(inviting, days=tuple(sorted((*inviting.days, done))))


def not_done_on(inviting: Inviting, day: date) -> Inviting:
    """The account once nothing that was done on `day` stands any more."""
    if inviting.days is None:
        return inviting
    kept = tuple(each for each in inviting.days if each != day.isoformat())
    return msgspec.structs.replace(inviting, days=kept)


def no_longer_pending(inviting: Inviting) -> Inviting:
    """The account once the invitation by which it came has qualified, or never will."""
    return msgspec.structs.replace(inviting, days=None)


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
