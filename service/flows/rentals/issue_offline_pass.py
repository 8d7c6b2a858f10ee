"""A member takes a promise along for a till that has no network: the line holds it from now on."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.calendar import Instant
from rewards.perks.decide_eligibility import Eligible, Ineligible
from rewards.perks.find import find
from rewards.perks.perk import Perk
from rewards.perks.refusals import PerkNotOffered
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.offline import issue_offline, may_be_offline
from rewards.perks.rentals.quote import quote
from rewards.perks.rentals.refusals import PerkNotOpen
from rewards.perks.rentals.rental import Rental
from rewards.perks.rentals.share import waived
from rewards.perks.stores.till import may_be_named
from rewards.refusal import Refusal
from service.flows.merchants.standing import may_begin_at, standing_needs
from service.flows.own import active_account, own_needs
from service.flows.perks.bearer import decide_for, stock_needs
from service.flows.published import line_limit, published_needs, published_value
from service.flows.rentals.own_rental import OwnRental
from service.flows.rentals.quote_rental import RENTAL_ID
from service.flows.rentals.rental_step import step
from service.members.account import Account
from service.members.consents import Purpose
from service.members.minors import may_not_have
from service.members.mute import may_hear_of
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, PREMISES

PASS_KEY = RENTAL_ID + 1


class IssueOfflinePass(msgspec.Struct, frozen=True, kw_only=True):
    """Which perk, for which till of which merchant, good for how many hours.

    The last id of the command is the public key that signs. It is the service's and not part of
    what was asked: the same call is the same after another key has taken its place.
    """

    account: str
    perk: str
    merchant: str
    terminal: str
    hours: int


class OfflinePassIssued(msgspec.Struct, frozen=True, kw_only=True):
    """What the pass promises, unsigned: up to `amount_minor` of deposit, until before `until`. The
    line holds it until `held_until`, unless the till brings it in before."""

    id: str
    perk: str
    merchant: str
    terminal: str
    amount_minor: int
    until: Instant
    held_until: Instant


def needs(command: Command[IssueOfflinePass], view: View) -> Iterable[Key]:
    """The account with its published score, the merchant's standing and terminals, and what is
    taken of the perk's stock."""
    yield from own_needs(command, view)
    yield from standing_needs(command.body.merchant)
    yield from stock_needs(command, command.body.perk)
    yield PREMISES.key(command.body.merchant)
    yield from published_needs(view, command.body.account)


def decide(command: Command[IssueOfflinePass], view: View) -> Outcome[OfflinePassIssued]:
    """Decided and counted as a check at a counter; but what is promised cannot be taken back."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    perk = _perk(command, view, account)
    if isinstance(perk, Refusal):
        return Outcome(perk)
    found = decide_for(command, view, account, perk, merchant=command.body.merchant)
    asked = msgspec.structs.replace(account, asked=found.asked)
    if isinstance(found.decision, Ineligible):
        return Outcome(PerkNotOpen(perk=perk.id), (Put(ACCOUNTS, asked),))
    return _issued(command, view, asked, perk, found.decision)


def _perk(command: Command[IssueOfflinePass], view: View, account: Account) -> Perk | Refusal:
    """The perk, if it can be promised to a till of this merchant, and the member lets it ask."""
    body, at = command.body, command.domain_at
    perk = find(command.programme.perks, body.perk)
    if isinstance(perk, Refusal):
        return perk
    if body.merchant not in perk.merchants:
        return PerkNotOffered(perk=perk.id, merchant=body.merchant)
    return (
        # A terminal that closes in this moment is one whose pass was issued the moment before.
        may_be_named(view.reference(PREMISES, body.merchant), body.terminal)
        or may_be_offline(perk, body.hours, command.programme.numbers.rentals)
        or may_not_have(account, perk, at)
        or may_hear_of(account, body.merchant)
        or may_begin_at(view, body.merchant)
        or require(account, Purpose.ELIGIBILITY, body.merchant, at)
        or perk
    )


def _issued(
    command: Command[IssueOfflinePass], view: View, account: Account, perk: Perk, yes: Eligible
) -> Outcome[OfflinePassIssued]:
    body, numbers = command.body, command.programme.numbers.rentals
    quoted = _quote(command, perk, yes)
    booked = issue_offline(
        quoted,
        account.line,
        terminal=body.terminal,
        hours=body.hours,
        key=command.ids[PASS_KEY],
        limit=line_limit(command, published_value(command, view, account)),
        at=command.domain_at,
        numbers=numbers,
    )
    if isinstance(booked, Refusal):
        return Outcome(booked)
    issued = offline_pass(booked.rental)
    # Before this step there was none, so the number of its message is one that no other gets.
    own = OwnRental(rental=msgspec.structs.replace(quoted, version=0), account=account)
    more = {"ends_at": issued.until.isoformat()}
    effects = step(
        command, own, booked.rental, Happened.AUTHORISED, line=booked.line, more=more, new=True
    )
    return Outcome(issued, effects)


def _quote(command: Command[Any], perk: Perk, yes: Eligible) -> Rental:
    if perk.rental is None:
        raise ValueError(f"{perk.id} lends nothing")
    return quote(
        yes,
        waived(perk.rental, yes.tier),
        rental=command.ids[RENTAL_ID],
        account=command.body.account,
        merchant=command.body.merchant,
        numbers=command.programme.numbers.rentals,
    )


def offline_pass(rental: Rental) -> OfflinePassIssued:
    """What a rental promises to a till. ValueError for one that promises nothing to any."""
    if rental.offline is None or rental.ends_at is None:
        raise ValueError(f"{rental.id} is promised to no till")
    return OfflinePassIssued(
        id=rental.id,
        perk=rental.perk,
        merchant=rental.merchant,
        terminal=rental.offline.terminal,
        amount_minor=rental.deposit,
        until=rental.offline.until,
        held_until=rental.ends_at,
    )


ISSUE_OFFLINE_PASS = Rule("issue_offline_pass", OfflinePassIssued, needs, decide, ids=PASS_KEY + 1)
