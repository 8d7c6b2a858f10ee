"""A merchant or the member calls a rental off before anything was handed over."""

from typing import Any

import msgspec

from rewards.perks.rentals.cancel import cancel
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.refusals import RentalUnknown
from rewards.perks.rentals.rental import Ended
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


class MerchantCancels(msgspec.Struct, frozen=True, kw_only=True):
    """Which quote or authorisation of this merchant's."""

    merchant: str
    rental: str


class MemberCancels(msgspec.Struct, frozen=True, kw_only=True):
    """Which quote or authorisation of this account's."""

    account: str
    rental: str


def by_merchant(command: Command[MerchantCancels], view: View) -> Outcome[RentalView]:
    """Called off; the line is free."""
    return _cancel(command, merchants_rental(command, view), Ended.MERCHANT)


def by_member(command: Command[MemberCancels], view: View) -> Outcome[RentalView]:
    """The same, in every state of the membership: nobody has to be active to say no."""
    return _cancel(command, members_rental(command, view), Ended.MEMBER)


def _cancel(
    command: Command[Any], own: OwnRental | RentalUnknown, by: Ended
) -> Outcome[RentalView]:
    if isinstance(own, Refusal):
        return Outcome(own)
    gone = cancel(own.rental, own.account.line, by=by, at=command.domain_at)
    if isinstance(gone, Refusal):
        return Outcome(gone)
    effects = step(command, own, gone.rental, Happened.CANCELLED, line=gone.line)
    return Outcome(rental_view(gone.rental), effects)


MERCHANT_CANCELS = Rule(
    "merchant_cancels_rental", RentalView, merchants_needs, by_merchant, still_known
)
MEMBER_CANCELS = Rule("member_cancels_rental", RentalView, members_needs, by_member)
