"""Whose rental it is: a merchant sees its own, a member theirs, and the rest is "unknown"."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from rewards.perks.rentals.refusals import RentalUnknown
from rewards.perks.rentals.rental import Rental
from rewards.refusal import Refusal
from service.members.account import Account
from service.members.consents import Purpose
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, RENTALS


class OwnRental(msgspec.Struct, frozen=True, kw_only=True):
    """A rental with the account it belongs to, both guarded."""

    rental: Rental
    account: Account


def rental_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The rental that the body names, then its account."""
    yield RENTALS.key(command.body.rental)
    rental = view.peek(RENTALS, command.body.rental)
    if rental is not None:
        yield ACCOUNTS.key(rental.account)


def any_rental(command: Command[Any], view: View) -> OwnRental | RentalUnknown:
    """Whoever it belongs to: for jobs."""
    rental = view.get(RENTALS, command.body.rental)
    account = view.get(ACCOUNTS, rental.account) if rental else None
    if rental is None or account is None:
        return RentalUnknown()
    return OwnRental(rental=rental, account=account)


def merchants_rental(command: Command[Any], view: View) -> OwnRental | RentalUnknown:
    """The rental, if it belongs to `body.merchant` and that merchant may know of it."""
    own = any_rental(command, view)
    if isinstance(own, Refusal) or own.rental.merchant != command.body.merchant:
        return RentalUnknown()
    known = may_know(own.rental, own.account, command.domain_at)
    return own if known else RentalUnknown()


def may_know(rental: Rental, account: Account, at: datetime) -> bool:
    """Whether its merchant may hear of it.

    A quote is an answer to a check: it goes with the consent. What was authorised is an agreement
    of two, and goes on until it is settled, whatever the member withdraws meanwhile.
    """
    if rental.authorised_at is not None:
        return True
    return require(account, Purpose.ELIGIBILITY, rental.merchant, at) is None


def still_known(command: Command[Any], view: View) -> Refusal | None:
    """Before an answer is repeated to a merchant: the same as before it was given."""
    own = merchants_rental(command, view)
    return own if isinstance(own, Refusal) else None


def members_rental(command: Command[Any], view: View) -> OwnRental | RentalUnknown:
    """The rental, if it belongs to `body.account`."""
    own = any_rental(command, view)
    if isinstance(own, Refusal) or own.rental.account != command.body.account:
        return RentalUnknown()
    return own
