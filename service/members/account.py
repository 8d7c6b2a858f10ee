"""The account document: all that a decision about one member starts from, in one load."""

import msgspec

from rewards.calendar import Instant
from rewards.invitations.inviting import Inviting
from rewards.ledger.purse import Purse
from rewards.perks.asked import Asked
from rewards.perks.badges.share import Badges
from rewards.perks.rentals.line import Line
from rewards.perks.terms.limit import PerkUse
from service.members.breaks import Break
from service.members.consents import Grant
from service.members.states import State
from tasks.days.calendar import Calendar, EarlierZone
from tasks.join import Joined
from tasks.limits.earned import Earned
from tasks.streak.streak import Streak


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A member's random identity in ledger, score, boards and games; no name, no contact.

    `version` rises with every command and is the store's to write. `epoch` rises with every change
    of consent or state, so that anything remembered from before is known to be old. `consents` are
    those in force; their history is a row per change. `active_since` is None until first active.
    `earlier_zones` are those before `zone`, whose last change may not have come yet; `earned` is
    what the caps of recent dates are measured by. `breaks` are the times, now over, in which the
    membership was paused or closing. A minor is one until `adult_from`; None for who is grown up.
    `challenging` are the challenges of the member that nobody has decided yet.
    `uses` are perks that the member had and that a limit still counts; `asked` is what merchants
    have asked lately. `vouchers` are the ids of those that can still be redeemed; `badges` are
    what badges count, and who is shown some of it.
    `muted` are merchants that may not reach the member. The member looked through the consents
    given at `reviewed_at`, and is told of being a member again at `notice_due_at`.
    """

    id: str
    version: int
    state: State
    state_at: Instant
    epoch: int
    zone: str
    created_at: Instant
    consents: tuple[Grant, ...] = ()
    joined: tuple[Joined, ...] = ()
    purse: Purse = Purse()
    line: Line = Line()
    inviting: Inviting = Inviting()
    active_since: Instant | None = None
    earlier_zones: tuple[EarlierZone, ...] = ()
    streak: Streak = Streak()
    earned: tuple[Earned, ...] = ()
    breaks: tuple[Break, ...] = ()
    adult_from: Instant | None = None
    muted: tuple[str, ...] = ()
    reviewed_at: Instant | None = None
    notice_due_at: Instant | None = None
    challenging: tuple[str, ...] = ()
    uses: tuple[PerkUse, ...] = ()
    asked: Asked = Asked()
    vouchers: tuple[str, ...] = ()
    badges: Badges = Badges()

    @property
    def calendar(self) -> Calendar:
        """By which the member's dates go."""
        return Calendar(zone=self.zone, earlier=self.earlier_zones)
