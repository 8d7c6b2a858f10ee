"""A merchant looks at a badge that a member shows it; each look is the member's to see."""

from collections.abc import Iterable
from datetime import date

import msgspec

from rewards.calendar import local_date
from rewards.perks.badges.refusals import BadgeNotShared
from rewards.perks.badges.say import Said
from rewards.perks.perk import Perk
from service.flows.look import look_of_merchant
from service.members.account import Account
from service.members.badge_look import heard
from service.members.badge_shares import told_now
from service.members.consents import Purpose
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.collection import Key
from service.store.owner import of_merchant
from service.store.path.command import Command, Effect, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, BADGE_CODES, INBOX


class LookAtBadge(msgspec.Struct, frozen=True, kw_only=True):
    """The code that somebody gave to this merchant."""

    merchant: str
    share: str


class BadgeSeen(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of the badge, each at least so much, as of a day of the programme's."""

    facts: tuple[Said, ...]
    as_of: date


def needs(command: Command[LookAtBadge], view: View) -> Iterable[Key]:
    """The code; if it is for this merchant the account, and what the member was told today."""
    body = command.body
    yield BADGE_CODES.key(body.share)
    code = view.peek_own(BADGE_CODES, body.share, of_merchant(body.merchant))
    if code is not None:
        yield ACCOUNTS.key(code.account)
        yield INBOX.key(_message_id(command))


def decide(command: Command[LookAtBadge], view: View) -> Outcome[BadgeSeen]:
    """The facts, or one answer to everything else."""
    body, programme = command.body, command.programme
    code = view.own(BADGE_CODES, body.share, of_merchant(body.merchant))
    account = view.get(ACCOUNTS, code.account) if code else None
    if account is None:
        return Outcome(BadgeNotShared())
    perk, facts = told_now(
        account,
        merchant=body.merchant,
        code=body.share,
        perks=programme.perks,
        at=command.domain_at,
        numbers=programme.numbers.perks.badges,
    )
    if perk is None:
        return Outcome(BadgeNotShared())
    look = look_of_merchant(
        command, account.id, why=perk.id, answered=heard(facts), purpose=Purpose.BADGE
    )
    if not facts:
        return Outcome(BadgeNotShared(), (look,))
    seen = BadgeSeen(facts=facts, as_of=_today(command))
    return Outcome(seen, (look, *_told(command, view, account, perk)))


def _today(command: Command[LookAtBadge]) -> date:
    return local_date(command.domain_at, command.programme.zone)


def _told(
    command: Command[LookAtBadge], view: View, account: Account, perk: Perk
) -> tuple[Effect, ...]:
    """A message for the first look of a day; the rest is in the access log."""
    id_ = _message_id(command)
    if view.reference(INBOX, id_) is not None:
        return ()
    view.get(INBOX, id_)
    message = new_message(
        id_,
        account=account.id,
        kind=MessageKind.BADGE_SEEN,
        at=command.domain_at,
        parameters={"merchant": command.body.merchant, "perk": perk.id},
    )
    return (Insert(INBOX, message),)


def _message_id(command: Command[LookAtBadge]) -> str:
    return f"message:badge:{command.body.share}:{_today(command).isoformat()}"


LOOK_AT_BADGE = Rule("look_at_badge", BadgeSeen, needs, decide, ids=1)
