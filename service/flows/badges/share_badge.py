"""A member shows a badge to a merchant, for a while."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.perks.badges.share import find_badge, share_of
from rewards.refusal import Refusal
from service.flows.merchants.standing import may_begin_at, standing_needs
from service.flows.own import active_account, own_needs
from service.members.badge_shares import Sharing, share_badge
from service.store.collection import Key
from service.store.path.command import (
    Append,
    Command,
    Effect,
    Emit,
    Outcome,
    Put,
    Remove,
    Rule,
)
from service.store.path.state import View
from service.store.schema.documents import BadgeCode
from service.store.schema.page import ACCOUNTS, BADGE_CODES


class ShareBadge(msgspec.Struct, frozen=True, kw_only=True):
    """Which badge, with whom; `days` None means as long as a consent does."""

    account: str
    badge: str
    merchant: str
    days: int | None = None


class BadgeShared(msgspec.Struct, frozen=True, kw_only=True):
    """`share` is the code to give to the merchant: only it can look, until before `ends_at`."""

    share: str
    badge: str
    merchant: str
    ends_at: Instant


class SharingMoved(msgspec.Struct, frozen=True, kw_only=True):
    """The event of it, without the code."""

    badge: str
    merchant: str | None = None


def needs(command: Command[ShareBadge], view: View) -> Iterable[Key]:
    """The account, the merchant's standing, and the code that the new one takes the place of."""
    yield from own_needs(command, view)
    body = command.body
    yield from standing_needs(body.merchant)
    account = view.peek(ACCOUNTS, body.account)
    before = share_of(account.badges, body.badge, body.merchant) if account else None
    if before is not None:
        yield BADGE_CODES.key(before.id)


def decide(command: Command[ShareBadge], view: View) -> Outcome[BadgeShared]:
    """Shared, under the consent that this merchant has for badges."""
    body, (code,) = command.body, command.ids
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    perk = find_badge(command.programme.perks, body.badge)
    if isinstance(perk, Refusal):
        return Outcome(perk)
    sharing = share_badge(
        account,
        perk,
        code=code,
        merchant=body.merchant,
        days=body.days,
        at=command.domain_at,
        members=command.programme.numbers.members,
        numbers=command.programme.numbers.perks.badges,
    )
    if isinstance(sharing, Refusal):
        return Outcome(sharing)
    suspended = may_begin_at(view, body.merchant)
    if suspended is not None:
        return Outcome(suspended)
    return _shared(view, sharing)


def _shared(view: View, sharing: Sharing) -> Outcome[BadgeShared]:
    made, replaced = sharing.shared.share, sharing.shared.replaced
    answer = BadgeShared(
        share=made.id, badge=made.badge, merchant=made.merchant, ends_at=made.ends_at
    )
    id_, merchant, ends_at = made.id, made.merchant, made.ends_at
    code = BadgeCode(id=id_, account=sharing.account.id, merchant=merchant, ends_at=ends_at)
    moved = SharingMoved(badge=made.badge, merchant=merchant)
    return Outcome(
        answer,
        (
            Put(ACCOUNTS, sharing.account),
            Append(BADGE_CODES, code),
            *code_gone(view, replaced),
            Emit(account=sharing.account.id, kind="badge_shared", data=moved),
        ),
    )


def code_gone(view: View, code: str | None) -> tuple[Effect, ...]:
    """Its row goes too, if it is still there. An old one may have been removed as garbage."""
    if code is None or view.reference(BADGE_CODES, code) is None:
        return ()
    view.get(BADGE_CODES, code)
    return (Remove(BADGE_CODES, code),)


SHARE_BADGE = Rule("share_badge", BadgeShared, needs, decide, ids=1)
