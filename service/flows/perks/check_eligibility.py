"""A merchant asks at the counter: may the bearer of this pass have the perk?"""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.perks.decide_eligibility import Eligible, Ineligible, MerchantAnswer, for_merchant
from rewards.perks.passes import Pass
from rewards.perks.perk import Perk
from rewards.perks.refusals import UnknownPass
from rewards.perks.rentals.rental import Rental
from rewards.perks.use_pass import for_merchant as refusal_for_merchant
from rewards.perks.use_pass import use_pass
from rewards.refusal import Refusal
from service.flows.perks.bearer import decide_for, had, offered, stock_needs
from service.flows.perks.log_check import refused, tell
from service.flows.perks.shown_pass import (
    Shown,
    find_pass,
    peeked_token,
    shown_needs,
    wrong_code,
)
from service.flows.published import published_needs
from service.flows.rentals.quote_rental import quote_rental
from service.members.account import Account
from service.members.consents import Purpose
from service.members.mute import is_muted
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, PASSES, RENTALS


class CheckEligibility(Shown, frozen=True, kw_only=True):
    """What the counter was shown."""


class Checked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Yes, in part or no to this perk, and nothing else: every no is the same.

    In part: what `tier` of its terms says, `percent` of the deposit or of the benefit. A yes to
    something lent is a quote: `rental` can be authorised until before `quote_ends_at`.
    """

    perk: str
    answer: MerchantAnswer
    tier: str | None = None
    percent: int | None = None
    rental: str | None = None
    quote_ends_at: Instant | None = None


class AnswerWithdrawn(Refusal, frozen=True, kw_only=True):
    """The member no longer lets this merchant ask."""

    def detail(self) -> str:
        return "This answer is no longer given out: ask the member for a new pass."


def needs(command: Command[CheckEligibility], view: View) -> Iterable[Key]:
    """The pass and the publication, then the account, its published score and what is taken of the
    perk's stock."""
    yield from shown_needs(command.body, view)
    token = peeked_token(command.body, view)
    shown = view.peek(PASSES, token) if token else None
    if shown is not None:
        yield ACCOUNTS.key(shown.account)
        yield from stock_needs(command, shown.perk)
    yield from published_needs(view, shown.account if shown else None)


def decide(command: Command[CheckEligibility], view: View) -> Outcome[Checked]:
    """Uses up the pass; logs the look, whatever the answer; tells the member why; keeps a quote."""
    body = command.body
    shown = find_pass(command, body, view)
    if isinstance(shown, Refusal):
        return Outcome(shown)
    if shown is None:
        return Outcome(UnknownPass(), wrong_code(command, body, view))
    used = use_pass(shown, merchant=body.merchant, at=command.at, terminal=body.terminal)
    if isinstance(used, Refusal):
        return Outcome(refusal_for_merchant(used), refused(command, view, shown, used))
    account = view.get(ACCOUNTS, used.account)
    perk = offered(command, used, account)
    if account is None or perk is None:
        no = Ineligible(perk=used.perk, at=command.domain_at, reasons=())
        answer = _answer(no, None)
        telling = () if account is None else tell(command, used, account, no, answer)
        return Outcome(answer, (Put(PASSES, used), *telling))
    return _decided(command, view, used, account, perk)


def _decided(
    command: Command[CheckEligibility], view: View, used: Pass, account: Account, perk: Perk
) -> Outcome[Checked]:
    found = decide_for(command, view, account, perk, merchant=used.merchant)
    quoted = quote_rental(command, used, found.decision)
    answer = _answer(found.decision, quoted)
    after = msgspec.structs.replace(account, asked=found.asked)
    return Outcome(
        answer,
        (
            Put(PASSES, used),
            *had(command, view, after, perk, found.decision),
            *(() if quoted is None else (Append(RENTALS, quoted),)),
            *tell(command, used, account, found.decision, answer, quoted),
        ),
    )


def recheck(command: Command[CheckEligibility], view: View) -> Refusal | None:
    """An answer is not repeated once the member has ended the merchant's consent, or has muted it;
    nor when it cannot be told any more whose it was."""
    merchant, at = command.body.merchant, command.domain_at
    token = peeked_token(command.body, view)
    shown = view.get(PASSES, token) if token else None
    account = view.get(ACCOUNTS, shown.account) if shown else None
    # Not why: the merchant has no business with the state of a membership.
    if account is None or is_muted(account, merchant):
        return AnswerWithdrawn()
    ended = require(account, Purpose.ELIGIBILITY, merchant, at) is not None
    return AnswerWithdrawn() if ended else None


def _answer(decision: Eligible | Ineligible, quoted: Rental | None) -> Checked:
    tier = decision.tier if isinstance(decision, Eligible) else None
    return Checked(
        perk=decision.perk,
        answer=for_merchant(decision),
        tier=tier.id if tier else None,
        percent=tier.percent if tier else None,
        rental=quoted.id if quoted else None,
        quote_ends_at=quoted.ends_at if quoted else None,
    )


CHECK_ELIGIBILITY = Rule("check_eligibility", Checked, needs, decide, recheck, ids=3)
