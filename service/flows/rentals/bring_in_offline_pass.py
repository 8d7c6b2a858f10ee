"""A till brings in what it gave out offline: once, while the line still holds it."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.offline import bring_in
from rewards.perks.rentals.refusals import OfflinePassUnknown
from rewards.refusal import Refusal
from service.flows.look import look_of_merchant
from service.flows.rentals.own_rental import OwnRental, merchants_needs
from service.flows.rentals.rental_step import step
from service.flows.rentals.rental_view import RentalView, rental_view
from service.store.collection import Key
from service.store.owner import of_merchant
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, RENTALS


class BringInOfflinePass(msgspec.Struct, frozen=True, kw_only=True):
    """Which pass of this merchant's tills, whose signature is known to be right, and when the till
    gave the thing out by its own clock."""

    merchant: str
    rental: str
    terminal: str
    handed_over_at: Instant


def needs(command: Command[BringInOfflinePass], view: View) -> Iterable[Key]:
    """The rental, and its account if it was made for this merchant."""
    return merchants_needs(command, view)


def decide(command: Command[BringInOfflinePass], view: View) -> Outcome[RentalView]:
    """Active, whatever the member has withdrawn since: what was promised to a till is kept."""
    body = command.body
    rental = view.own(RENTALS, body.rental, of_merchant(body.merchant))
    account = view.get(ACCOUNTS, rental.account) if rental else None
    if rental is None or account is None:
        return Outcome(OfflinePassUnknown())
    lent = bring_in(
        rental,
        terminal=body.terminal,
        handed_over_at=body.handed_over_at,
        at=command.domain_at,
        numbers=command.programme.numbers.rentals,
    )
    if isinstance(lent, Refusal):
        return Outcome(lent)
    if lent is rental:
        return Outcome(rental_view(rental))
    own = OwnRental(rental=rental, account=account)
    effects = step(command, own, lent, Happened.STARTED)
    # A till has read the pass then, and learned that somebody has this perk.
    look = look_of_merchant(command, account.id, why=rental.perk, answered="offline")
    return Outcome(rental_view(lent), (*effects, look))


BRING_IN_OFFLINE_PASS = Rule("bring_in_offline_pass", RentalView, needs, decide, ids=1)
