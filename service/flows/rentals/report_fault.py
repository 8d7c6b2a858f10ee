"""A member or a merchant reports that the thing does not work: its clock stands from now on."""

from typing import Any

import msgspec

from rewards.perks.rentals.fault import report_fault
from rewards.perks.rentals.history import Happened
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


class MemberReportsFault(msgspec.Struct, frozen=True, kw_only=True):
    """Which rental of this account's, and what is wrong with the thing."""

    account: str
    rental: str
    statement: str


class MerchantReportsFault(msgspec.Struct, frozen=True, kw_only=True):
    """The same of a rental of this merchant's, which may know it from the thing itself."""

    merchant: str
    rental: str
    statement: str


def by_member(command: Command[MemberReportsFault], view: View) -> Outcome[RentalView]:
    """Its clock stands, in every state of the membership."""
    return _report(command, members_rental(command, view))


def by_merchant(command: Command[MerchantReportsFault], view: View) -> Outcome[RentalView]:
    """The same."""
    return _report(command, merchants_rental(command, view))


def _report(command: Command[Any], own: OwnRental | RentalUnknown) -> Outcome[RentalView]:
    if isinstance(own, Refusal):
        return Outcome(own)
    numbers = command.programme.numbers.rentals
    stands = report_fault(own.rental, at=command.domain_at, numbers=numbers)
    if isinstance(stands, Refusal):
        return Outcome(stands)
    words = command.body.statement
    effects = step(command, own, stands, Happened.FAULT_REPORTED, words=words)
    return Outcome(rental_view(stands), effects)


MEMBER_REPORTS_FAULT = Rule("member_reports_fault", RentalView, members_needs, by_member)
MERCHANT_REPORTS_FAULT = Rule(
    "merchant_reports_fault", RentalView, merchants_needs, by_merchant, still_known
)
