"""The membership itself: what stands in the documents of the member and the account. Pure."""

import msgspec

from rewards.calendar import Instant
from rewards.ledger.purse import Purse
from rewards.perks.asked import Asked
from rewards.perks.badges.share import Badges
from rewards.perks.rentals.line import Line
from rewards.perks.terms.limit import PerkUse
from service.members.account import Account
from service.members.breaks import Break
from service.members.member import Member
from service.members.states import State
from tasks.days.calendar import EarlierZone
from tasks.join import Joined
from tasks.limits.earned import Earned
from tasks.streak.streak import Streak


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """`account` is the random id in the ledger. The contact is not here: it is kept as a hash only.

    `brought` says whether an invitation brought the member; whose is another's business.
    """

    account: str
    display_name: str
    name_hidden_at: Instant | None
    birth_year: int | None
    adult_from: Instant | None
    state: State
    state_at: Instant
    created_at: Instant
    active_since: Instant | None
    breaks: tuple[Break, ...]
    zone: str
    earlier_zones: tuple[EarlierZone, ...]
    muted: tuple[str, ...]
    reviewed_at: Instant | None
    notice_due_at: Instant | None
    joined: tuple[Joined, ...]
    streak: Streak
    earned: tuple[Earned, ...]
    purse: Purse
    line: Line
    uses: tuple[PerkUse, ...]
    asked: Asked
    badges: Badges
    brought: bool
    invited: int
    newcomer_from: Instant | None


def membership_of(account: Account, member: Member) -> Membership:
    """Both as one."""
    return Membership(
        account=account.id,
        display_name=member.display_name,
        name_hidden_at=member.name_hidden_at,
        birth_year=member.birth_year,
        adult_from=account.adult_from,
        state=account.state,
        state_at=account.state_at,
        created_at=account.created_at,
        active_since=account.active_since,
        breaks=account.breaks,
        zone=account.zone,
        earlier_zones=account.earlier_zones,
        muted=account.muted,
        reviewed_at=account.reviewed_at,
        notice_due_at=account.notice_due_at,
        joined=account.joined,
        streak=account.streak,
        earned=account.earned,
        purse=account.purse,
        line=account.line,
        uses=account.uses,
        asked=account.asked,
        badges=account.badges,
        brought=account.inviting.inviter is not None,
        invited=account.inviting.invited,
        newcomer_from=account.inviting.newcomer_from,
    )
