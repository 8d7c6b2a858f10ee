"""Sharing a badge: under a consent of its own, taken back at once. Pure."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from rewards.economy import BadgeNumbers
from rewards.perks.badges.refusals import AlreadyShared, ShareUnknown, TooManyShares
from rewards.perks.badges.say import Said, say
from rewards.perks.badges.share import Shared, end_of, share, shown, unshare
from rewards.perks.perk import Perk
from rewards.perks.refusals import PerkNotOffered
from service.members.account import Account
from service.members.badge_facts import facts_of
from service.members.change import raised
from service.members.consents import Purpose, in_force
from service.members.minors import NotForMinors
from service.members.mute import MerchantMuted, is_muted, may_hear_of
from service.members.numbers import MemberNumbers
from service.members.refusals import ConsentTooLong, MembershipNotActive, NoConsent
from service.members.require import require

Refused = (
    PerkNotOffered
    | MembershipNotActive
    | NotForMinors
    | NoConsent
    | MerchantMuted
    | ConsentTooLong
    | AlreadyShared
    | TooManyShares
)


class Sharing(msgspec.Struct, frozen=True, kw_only=True):
    """The account once a badge is shared, its epoch raised, and what the sharing was."""

    account: Account
    shared: Shared


def share_badge(
    account: Account,
    perk: Perk,
    *,
    code: str,
    merchant: str,
    at: datetime,
    members: MemberNumbers,
    numbers: BadgeNumbers,
    days: int | None = None,
) -> Sharing | Refused:
    """Show `perk` to `merchant` for `days` under `code`, at most until its consent ends."""
    lasting = members.consent_days if days is None else days
    if merchant not in perk.merchants:
        return PerkNotOffered(perk=perk.id, merchant=merchant)
    refused = require(account, Purpose.BADGE, merchant, at) or may_hear_of(account, merchant)
    if refused is not None:
        return refused
    if not 1 <= lasting <= members.consent_days_max:
        return ConsentTooLong(days=lasting, most=members.consent_days_max)
    made = share(
        account.badges,
        perk,
        code=code,
        merchant=merchant,
        ends_at=end_of(at, lasting, _consent_ends_at(account, merchant, at)),
        at=at,
        numbers=numbers,
    )
    if not isinstance(made, Shared):
        return made
    after = msgspec.structs.replace(account, badges=made.badges)
    return Sharing(account=raised(after), shared=made)


def unshare_badge(account: Account, badge: str, code: str) -> Account | ShareUnknown:
    """The account that shares this no more. Possible in every state."""
    after = unshare(account.badges, badge, code)
    if isinstance(after, ShareUnknown):
        return after
    return raised(msgspec.structs.replace(account, badges=after))


def told_now(
    account: Account,
    *,
    merchant: str,
    code: str,
    perks: Iterable[Perk],
    at: datetime,
    numbers: BadgeNumbers,
) -> tuple[Perk | None, tuple[Said, ...]]:
    """The badge that `merchant` asks for by its code, if it is shared, and what it says at `at`.

    Nothing for every reason alike: what is paused, muted, withdrawn, ended or too little to say is
    told like what never was.
    """
    perk = shown(account.badges, perks, code, at)
    if perk is None or perk.badge is None:
        return None, ()
    if require(account, Purpose.BADGE, merchant, at) is not None or is_muted(account, merchant):
        return perk, ()
    return perk, say(perk.badge, facts_of(account, at), numbers)


def _consent_ends_at(account: Account, merchant: str, at: datetime) -> datetime | None:
    wanted = (Purpose.BADGE, merchant)
    return next(
        each.ends_at
        for each in account.consents
        if (each.purpose, each.counterparty) == wanted and in_force(each, at)
    )
