"""A merchant asks at the counter: may the bearer of this pass have the perk?"""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.perks.decide_eligibility import (
    Eligible,
    Ineligible,
    MerchantAnswer,
    decide_eligibility,
    for_merchant,
)
from rewards.perks.find import find
from rewards.perks.passes import Pass
from rewards.perks.rentals.rental import Rental
from rewards.perks.use_pass import for_merchant as refusal_for_merchant
from rewards.perks.use_pass import use_pass
from rewards.refusal import Refusal
from service.flows.perks.log_check import refused, tell
from service.flows.published import published_needs, published_value
from service.flows.rentals.quote_rental import if_room, quote_rental
from service.members.account import Account
from service.members.consents import Purpose
from service.members.minors import may_not_have
from service.members.mute import is_muted
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, PASSES, RENTALS


class CheckEligibility(msgspec.Struct, frozen=True, kw_only=True):
    """`token` is what the member's code says."""

    merchant: str
    token: str


class Checked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Yes or no to this perk, and nothing else: every no is the same.

    A yes to something lent is a quote: `rental` can be authorised until before `quote_ends_at`.
    """

    perk: str
    answer: MerchantAnswer
    rental: str | None = None
    quote_ends_at: Instant | None = None


class AnswerWithdrawn(Refusal, frozen=True, kw_only=True):
    """The member no longer lets this merchant ask."""

    def detail(self) -> str:
        return "This answer is no longer given out: ask the member for a new pass."


def needs(command: Command[CheckEligibility], view: View) -> Iterable[Key]:
    """The pass and the publication, then the account and its published score."""
    yield PASSES.key(command.body.token)
    shown = view.peek(PASSES, command.body.token)
    if shown is not None:
        yield ACCOUNTS.key(shown.account)
    yield from published_needs(view, shown.account if shown else None)


def decide(command: Command[CheckEligibility], view: View) -> Outcome[Checked]:
    """Uses up the pass; logs the look, whatever the answer; tells the member why; keeps a quote."""
    body = command.body
    shown = view.get(PASSES, body.token)
    used = use_pass(shown, merchant=body.merchant, at=command.at)
    if isinstance(used, Refusal):
        return Outcome(refusal_for_merchant(used), refused(command, view, shown, used))
    account = view.get(ACCOUNTS, used.account)
    decision = _decide(command, view, used, account)
    quoted = quote_rental(command, used, decision)
    answer = _answer(decision, quoted)
    telling = () if account is None else tell(command, used, account, decision, answer)
    kept = () if quoted is None else (Append(RENTALS, quoted),)
    return Outcome(answer, (Put(PASSES, used), *kept, *telling))


def recheck(command: Command[CheckEligibility], view: View) -> Refusal | None:
    """An answer is not repeated once the member has ended the merchant's consent."""
    shown = view.get(PASSES, command.body.token)
    account = view.get(ACCOUNTS, shown.account) if shown else None
    if account is None:
        return None
    purpose, at = Purpose.ELIGIBILITY, command.domain_at
    ended = require(account, purpose, command.body.merchant, at) is not None
    # Not why: the merchant has no business with the state of a membership.
    return AnswerWithdrawn() if ended else None


def _decide(
    command: Command[CheckEligibility], view: View, used: Pass, account: Account | None
) -> Eligible | Ineligible:
    """What is missing counts as a no: the perk, the membership, a consent, the score."""
    perk, at = find(command.programme.perks, used.perk), command.domain_at
    if isinstance(perk, Refusal) or account is None:
        return Ineligible(perk=used.perk, at=at, reasons=())
    if require(account, Purpose.ELIGIBILITY, used.merchant, at) is not None:
        return Ineligible(perk=used.perk, at=at, reasons=())
    if is_muted(account, used.merchant):
        return Ineligible(perk=used.perk, at=at, reasons=())
    if may_not_have(account, perk, at) is not None:
        return Ineligible(perk=used.perk, at=at, reasons=())
    value = published_value(command, view, account)
    decision = decide_eligibility(
        perk,
        merchant=used.merchant,
        value=value,
        levels=command.programme.numbers.score.scheme.levels,
        at=at,
    )
    return if_room(command, decision, perk, account.line, value)


def _answer(decision: Eligible | Ineligible, quoted: Rental | None) -> Checked:
    return Checked(
        perk=decision.perk,
        answer=for_merchant(decision),
        rental=quoted.id if quoted else None,
        quote_ends_at=quoted.ends_at if quoted else None,
    )


CHECK_ELIGIBILITY = Rule("check_eligibility", Checked, needs, decide, recheck, ids=3)
