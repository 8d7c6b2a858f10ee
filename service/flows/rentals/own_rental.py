"""Whose rental it is: a merchant sees its own, a member theirs, and the rest is "unknown"."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from rewards.perks.rentals.refusals import RentalUnknown
from rewards.perks.rentals.rental import Rental, is_sealed
from rewards.refusal import Refusal
from service.members.account import Account
from service.members.consents import Purpose
from service.members.require import require
from service.store.collection import Key
from service.store.owner import of_account, of_merchant
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, RENTALS


class OwnRental(msgspec.Struct, frozen=True, kw_only=True):
    """A rental with the account it belongs to, both guarded."""

    rental: Rental
    account: Account


def rental_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The rental that the body names, then its account, whosever it is: for jobs."""
    yield RENTALS.key(command.body.rental)
    yield from _account_key(view.peek(RENTALS, command.body.rental))


def merchants_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The rental, and its account if the rental is the merchant's."""
    body = command.body
    yield RENTALS.key(body.rental)
    yield from _account_key(view.peek_own(RENTALS, body.rental, of_merchant(body.merchant)))


def members_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The rental, and its account if that is the caller's."""
    body = command.body
    yield RENTALS.key(body.rental)
    yield from _account_key(view.peek_own(RENTALS, body.rental, of_account(body.account)))


def _account_key(rental: Rental | None) -> Iterable[Key]:
    if rental is not None:
        yield ACCOUNTS.key(rental.account)


def any_rental(command: Command[Any], view: View) -> OwnRental | RentalUnknown:
    """Whoever it belongs to: for jobs."""
    return _with_account(view, view.get(RENTALS, command.body.rental))


def _with_account(view: View, rental: Rental | None) -> OwnRental | RentalUnknown:
    account = view.get(ACCOUNTS, rental.account) if rental else None
    if rental is None or account is None:
        return RentalUnknown()
    return OwnRental(rental=rental, account=account)


def merchants_rental(command: Command[Any], view: View) -> OwnRental | RentalUnknown:
    """The rental, if it belongs to `body.merchant` and that merchant may know of it."""
    body = command.body
    own = _with_account(view, view.own(RENTALS, body.rental, of_merchant(body.merchant)))
    if isinstance(own, Refusal):
        return own
    known = may_know(own.rental, own.account, command.domain_at)
    return own if known else RentalUnknown()


def may_know(rental: Rental, account: Account, at: datetime) -> bool:
    """Whether its merchant may hear of it.

    A quote is an answer to a check: it goes with the consent. What was authorised is an agreement
    of two, and goes on until it is settled, whatever the member withdraws meanwhile. Of an offline
    pass nobody else knows until a till brings it in.
    """
    if is_sealed(rental):
        return False
    if rental.authorised_at is not None:
        return True
    return require(account, Purpose.ELIGIBILITY, rental.merchant, at) is None


def still_known(command: Command[Any], view: View) -> Refusal | None:
    """Before an answer is repeated to a merchant: the same as before it was given."""
    own = merchants_rental(command, view)
    return own if isinstance(own, Refusal) else None


def members_rental(command: Command[Any], view: View) -> OwnRental | RentalUnknown:
    """The rental, if it belongs to `body.account`."""
    body = command.body
    return _with_account(view, view.own(RENTALS, body.rental, of_account(body.account)))
