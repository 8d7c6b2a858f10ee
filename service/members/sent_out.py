"""Which messages go out of the inbox, and why: one table. All others wait there to be read."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from service.members.message import MessageKind


class SentOut(msgspec.Struct, frozen=True, kw_only=True):
    """`why` the member needs it soon. Where `starts_clock`, time runs for the member from its
    delivery on: it goes out by every channel there is, wanted or not, and is not given up for want
    of one."""

    why: str
    starts_clock: bool = False


SENT_OUT: Mapping[MessageKind, SentOut] = MappingProxyType(
    {
        MessageKind.SCHEME_CHANGED: SentOut(
            why="the score will be worked out otherwise; who does not like it has time to leave",
            starts_clock=True,
        ),
        MessageKind.PENALTY_PROPOSED: SentOut(
            why="it takes points in some days, unless the member objects or makes it good",
            starts_clock=True,
        ),
        MessageKind.SCORE_CORRECTED: SentOut(
            why="what was read before is not so any more, and perks go by what is"
        ),
        MessageKind.DEVICE_SIGNED_IN: SentOut(
            why="if it was a stranger, the sooner the device is signed out the better"
        ),
        MessageKind.DEVICE_DISTRUSTED: SentOut(
            why="somebody may have copied a token; only the member knows which device is whose"
        ),
        MessageKind.RENTAL_OVERDUE: SentOut(
            why="every hour counts until it becomes a broken promise"
        ),
        MessageKind.RENTAL_ENDS_SOON: SentOut(why="who is reminded in time brings it back in time"),
        MessageKind.RENTAL_STILL_OUT: SentOut(
            why="half of the grace is over, and nothing is lost yet"
        ),
        MessageKind.RENTAL_DAMAGED: SentOut(
            why="money is asked for, and who does not answer breaks a promise"
        ),
        MessageKind.AWARD_REVERSED: SentOut(why="seeds were taken; who objects has little time"),
        MessageKind.SEEDS_WITHERING_SOON: SentOut(why="they are gone in days if nobody looks"),
        MessageKind.SEEDS_EXPIRING_SOON: SentOut(why="they are gone in days if nobody looks"),
        MessageKind.YEARLY_NOTICE: SentOut(
            why="who has forgotten the programme does not look into its inbox"
        ),
        MessageKind.NAME_HIDDEN: SentOut(why="others see no name until there is another"),
        MessageKind.PRIZE_WON: SentOut(why="good news that nobody looks for by themselves"),
    }
)


def starts_clock(kind: MessageKind) -> bool:
    """Whether time runs for the member from its delivery on."""
    found = SENT_OUT.get(kind)
    return found is not None and found.starts_clock
