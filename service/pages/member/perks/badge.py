"""What a badge's card shows: what it says of the member, who is shown it, and who has looked."""

from asyncio import gather
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rewards.perks.perk import PerkKind
from service.http.me.list_access_log import AccessLogPage, Look, list_access_log
from service.http.me.list_badges import MyBadge, MyBadges, MyShare, list_my_badges
from service.http.me.list_perks import MyPerk
from service.members.consents import Purpose
from service.pages.member.visit import Visit
from service.store.lists import PAGE_MAX


@dataclass(frozen=True)
class Seen:
    """A share, how often the merchant has looked since it was made, and when last. `or_more`: the
    log's newest page does not reach back to then."""

    share: MyShare
    looks: int
    last: datetime | None
    or_more: bool


@dataclass(frozen=True)
class Shown:
    """A badge, what it says today, and who is shown it."""

    badge: MyBadge
    seen: tuple[Seen, ...]
    as_of: date


async def badge_of(visit: Visit, perk: MyPerk) -> Shown | None:
    """The badge that a perk is; None if it is none."""
    if perk.kind is not PerkKind.BADGE:
        return None
    return next((each for each in await all_badges(visit) if each.badge.id == perk.id), None)


async def all_badges(visit: Visit) -> tuple[Shown, ...]:
    """Every badge of the programme, in its order."""
    mine: MyBadges
    log: AccessLogPage
    mine, log = await gather(visit.ask(list_my_badges), visit.ask(list_access_log, limit=PAGE_MAX))
    whole = log.next_cursor is None
    return tuple(
        Shown(
            badge=badge,
            seen=tuple(seen(badge.id, each, log.looks, whole=whole) for each in badge.shares),
            as_of=mine.as_of,
        )
        for badge in mine.badges
    )


def seen(badge: str, share: MyShare, newest: Sequence[Look], *, whole: bool) -> Seen:
    """How often, among the `newest` looks; `whole` if there are no others."""
    times = [each.at for each in newest if _is_of(each, badge, share)]
    reaches_back = whole or not newest or newest[-1].at < share.made_at
    return Seen(
        share=share,
        looks=len(times),
        last=max(times, default=None),
        or_more=not reaches_back,
    )


def _is_of(look: Look, badge: str, share: MyShare) -> bool:
    about = (look.purpose, look.who, look.why)
    return about == (Purpose.BADGE, share.merchant, badge) and look.at >= share.made_at


def shown_to(badges: Iterable[Shown]) -> list[tuple[Shown, Seen]]:
    """Everybody who is shown a badge, newest first."""
    every = [(badge, each) for badge in badges for each in badge.seen]
    return sorted(every, key=lambda both: both[1].share.made_at, reverse=True)
