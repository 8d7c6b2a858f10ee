"""A badge that is shown to one merchant until it ends or is taken back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.economy import BadgeNumbers
from rewards.perks.badges.counts import Counts
from rewards.perks.badges.refusals import (
    AlreadyShared,
    BadgeUnknown,
    ShareUnknown,
    TooManyShares,
)
from rewards.perks.perk import Perk
from rewards.perks.refusals import PerkNotOffered


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the code that the member gives to the merchant: 128 random bits, worth nothing to
    anybody else. Shown from `made_at` until before `ends_at`."""

    id: str
    badge: str
    merchant: str
    made_at: Instant
    ends_at: Instant


class Badges(msgspec.Struct, frozen=True, kw_only=True):
    """What an account has for badges: what is counted, and who is shown some of it."""

    counts: Counts = Counts()
    shares: tuple[Share, ...] = ()


def counted(badges: Badges, counts: Counts) -> Badges:
    """The badges with other counts."""
    return badges if counts == badges.counts else msgspec.structs.replace(badges, counts=counts)


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """The badges with a new share, and the code of the ended one that it takes the place of, if
    there was one."""

    badges: Badges
    share: Share
    replaced: str | None = None


def find_badge(perks: Iterable[Perk], badge: str) -> Perk | BadgeUnknown:
    """The perk with this id, if it is a badge."""
    found = (each for each in perks if each.id == badge and each.badge is not None)
    return next(found, BadgeUnknown(badge=badge))


def share(
    badges: Badges,
    perk: Perk,
    *,
    code: str,
    merchant: str,
    ends_at: datetime,
    at: datetime,
    numbers: BadgeNumbers,
) -> Shared | PerkNotOffered | AlreadyShared | TooManyShares:
    """Show `perk` to `merchant` until `ends_at`. The same badge has one share with a merchant, and
    one code as long as it runs; a new one takes the place of one that has ended."""
    if merchant not in perk.merchants:
        return PerkNotOffered(perk=perk.id, merchant=merchant)
    before = share_of(badges, perk.id, merchant)
    if before is not None and at < before.ends_at:
        return AlreadyShared(badge=perk.id, merchant=merchant, ends_at=before.ends_at)
    kept = tuple(each for each in badges.shares if at < each.ends_at)
    if len(kept) >= numbers.shares_max:
        return TooManyShares(shares=len(kept), most=numbers.shares_max)
    made = Share(id=code, badge=perk.id, merchant=merchant, made_at=at, ends_at=ends_at)
    after = msgspec.structs.replace(badges, shares=(*kept, made))
    return Shared(badges=after, share=made, replaced=before.id if before else None)


def share_of(badges: Badges, badge: str, merchant: str) -> Share | None:
    """The share of this badge with this merchant, ended or not."""
    return next((s for s in badges.shares if (s.badge, s.merchant) == (badge, merchant)), None)


def unshare(badges: Badges, badge: str, code: str) -> Badges | ShareUnknown:
    """Without the share of `badge` that has this code."""
    kept = tuple(each for each in badges.shares if (each.badge, each.id) != (badge, code))
    if len(kept) == len(badges.shares):
        return ShareUnknown()
    return msgspec.structs.replace(badges, shares=kept)


def unshare_with(badges: Badges, merchants: Iterable[str]) -> Badges:
    """Without any share with these merchants: what they were told under is withdrawn."""
    gone = frozenset(merchants)
    kept = tuple(each for each in badges.shares if each.merchant not in gone)
    return msgspec.structs.replace(badges, shares=kept)


def shown(badges: Badges, perks: Iterable[Perk], code: str, at: datetime) -> Perk | None:
    """The badge that this code shows at `at`; None for every reason there is not to: no such
    share, its end, a badge that is not offered there any more."""
    found = next((each for each in badges.shares if each.id == code), None)
    if found is None or at >= found.ends_at:
        return None
    perk = find_badge(perks, found.badge)
    return perk if isinstance(perk, Perk) and found.merchant in perk.merchants else None


def end_of(at: datetime, days: int, consent_ends_at: datetime | None) -> datetime:
    """When a share of `days` ends: never after the consent that it is made under."""
    wanted = at + timedelta(days=days)
    return wanted if consent_ends_at is None else min(wanted, consent_ends_at)
