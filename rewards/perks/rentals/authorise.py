"""Authorise: the deposit is waived, and the line holds it from now on."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.rentals.line import Line, Waiver, take
from rewards.perks.rentals.refusals import (
    LineExceeded,
    QuoteEnded,
    TooManyRentals,
    WrongRentalState,
)
from rewards.perks.rentals.rental import Rental, RentalState, enter, follow
from rewards.refusal import Refusal


class Booked(msgspec.Struct, frozen=True, kw_only=True):
    """A rental and the account's line after the same step; both are written, or neither."""

    rental: Rental
    line: Line


def authorise(
    rental: Rental, line: Line, *, limit: int, at: datetime, numbers: RentalNumbers
) -> Booked | WrongRentalState | QuoteEnded | LineExceeded | TooManyRentals:
    """Waive the deposit of a quote. `limit` is the account's line at `at`, see `limit_at`.

    The thing must be handed over before the authorisation ends.
    """
    if (wrong := follow(rental, RentalState.AUTHORISED)) is not None:
        return wrong
    if rental.ends_at is not None and rental.ends_at <= at:
        return QuoteEnded(ended_at=rental.ends_at)
    waiver = Waiver(rental=rental.id, amount=rental.deposit)
    taken = take(line, waiver, limit=limit, numbers=numbers)
    if isinstance(taken, Refusal):
        return taken
    ends_at = at + timedelta(minutes=numbers.authorisation_minutes)
    after = enter(rental, RentalState.AUTHORISED, at, ends_at)
    waived = msgspec.structs.replace(after, authorised_at=at, limit=limit)
    return Booked(rental=waived, line=taken)
