"""A merchant says that a broken promise was made good: it came back after all, or was paid."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.calendar import Instant
from rewards.perks.rentals.claim import breach_id
from rewards.perks.rentals.come_back import come_back
from rewards.refusal import Refusal
from service.flows.challenges.cure_evidence import made_good
from service.flows.rentals.own_rental import (
    OwnRental,
    merchants_needs,
    merchants_rental,
    still_known,
)
from service.flows.rentals.rental_view import RentalView, rental_view
from service.store.collection import Key
from service.store.owner import of_merchant
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import RuleError, View
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import EVIDENCE, RENTALS


class CureRental(msgspec.Struct, frozen=True, kw_only=True):
    """Which rental of this merchant's, and when it came back, if that is how."""

    merchant: str
    rental: str
    returned_at: Instant | None = None


def breach_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The rental, its account, and the evidence of its broken promise, if there is one."""
    yield from merchants_needs(command, view)
    body = command.body
    rental = view.peek_own(RENTALS, body.rental, of_merchant(body.merchant))
    if rental is not None and rental.breach is not None:
        yield EVIDENCE.key(breach_id(rental.id))


def breach_row(view: View, own: OwnRental) -> EvidenceRow:
    """The evidence of a rental that is in breach."""
    row = view.get(EVIDENCE, breach_id(own.rental.id))
    if row is None:
        raise RuleError(f"{own.rental.id} is {own.rental.state} without evidence")
    return row


def decide(command: Command[CureRental], view: View) -> Outcome[RentalView]:
    """Cured: the line is free, and what was broken is worth little, and not for long."""
    own = merchants_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    return cured(command, view, own, command.body.returned_at)


def cured(
    command: Command[Any], view: View, own: OwnRental, returned_at: Instant | None
) -> Outcome[RentalView]:
    """The same for a rental that came back, whatever door it came through."""
    back = come_back(
        own.rental,
        returned_at=returned_at,
        at=command.domain_at,
        numbers=command.programme.numbers.rentals,
    )
    if isinstance(back, Refusal):
        return Outcome(back)
    good = made_good(command, breach_row(view, own), own.account, back)
    if isinstance(good, Refusal):
        return Outcome(good)
    return Outcome(rental_view(good.rental or back), good.effects)


CURE_RENTAL = Rule("cure_rental", RentalView, breach_needs, decide, still_known)
