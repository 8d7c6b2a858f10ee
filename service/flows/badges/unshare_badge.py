"""A member shows a badge no more; it acts on the next look."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.flows.badges.share_badge import SharingMoved, code_gone
from service.flows.own import own_account, own_needs
from service.members.badge_shares import unshare_badge
from service.store.collection import Key
from service.store.path.command import Command, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, BADGE_CODES


class UnshareBadge(msgspec.Struct, frozen=True, kw_only=True):
    """Which share, by its code, of which badge."""

    account: str
    badge: str
    share: str


class BadgeUnshared(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown no more."""

    share: str
    badge: str


def needs(command: Command[UnshareBadge], view: View) -> Iterable[Key]:
    """The account, and the code if it is one of the account's."""
    yield from own_needs(command, view)
    account = view.peek(ACCOUNTS, command.body.account)
    if account and any(each.id == command.body.share for each in account.badges.shares):
        yield BADGE_CODES.key(command.body.share)


def decide(command: Command[UnshareBadge], view: View) -> Outcome[BadgeUnshared]:
    """Possible in every state: nobody has to be active to want to be looked at no more."""
    body = command.body
    account = own_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    after = unshare_badge(account, body.badge, body.share)
    if isinstance(after, Refusal):
        return Outcome(after)
    return Outcome(
        BadgeUnshared(share=body.share, badge=body.badge),
        (
            Put(ACCOUNTS, after),
            *code_gone(view, body.share),
            Emit(account=after.id, kind="badge_unshared", data=SharingMoved(badge=body.badge)),
        ),
    )


UNSHARE_BADGE = Rule("unshare_badge", BadgeUnshared, needs, decide)
