"""A member or a merchant says that the thing will not come back."""

from typing import Any

import msgspec

from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.lose import lose
from rewards.perks.rentals.refusals import RentalUnknown
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import (
    OwnRental,
    members_needs,
    members_rental,
    merchants_needs,
    merchants_rental,
    still_known,
)
from service.flows.rentals.rental_step import step
from service.flows.rentals.rental_view import RentalView, rental_view
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class MemberLoses(msgspec.Struct, frozen=True, kw_only=True):
    """Which rental of this account's, and what has happened."""

    account: str
    rental: str
    statement: str


class MerchantLoses(msgspec.Struct, frozen=True, kw_only=True):
    """The same of a rental of this merchant's."""

    merchant: str
    rental: str
    statement: str


def by_member(command: Command[MemberLoses], view: View) -> Outcome[RentalView]:
    """Lost, and no longer late: who says so and pays has kept the promise."""
    return _lose(command, members_rental(command, view))


def by_merchant(command: Command[MerchantLoses], view: View) -> Outcome[RentalView]:
    """The same."""
    return _lose(command, merchants_rental(command, view))


def _lose(command: Command[Any], own: OwnRental | RentalUnknown) -> Outcome[RentalView]:
    if isinstance(own, Refusal):
        return Outcome(own)
    lost = lose(own.rental, at=command.domain_at)
    if isinstance(lost, Refusal):
        return Outcome(lost)
    more, words = {"amount_minor": lost.deposit}, command.body.statement
    return Outcome(
        rental_view(lost), step(command, own, lost, Happened.LOST, words=words, more=more)
    )


MEMBER_LOSES = Rule("member_loses_rental", RentalView, members_needs, by_member)
MERCHANT_LOSES = Rule(
    "merchant_loses_rental", RentalView, merchants_needs, by_merchant, still_known
)
