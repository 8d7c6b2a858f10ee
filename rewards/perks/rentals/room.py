"""Room: whether the line has place for a deposit, asked when the merchant checks."""

from rewards.economy import RentalNumbers
from rewards.perks.decide_eligibility import Eligible, Ineligible
from rewards.perks.reasons import EnoughRentals, LineFull, WhyNot
from rewards.perks.rentals.line import Line, Waiver, take
from rewards.perks.rentals.refusals import LineExceeded, TooManyRentals


def with_room(
    decision: Eligible, waiver: Waiver, line: Line, *, limit: int, numbers: RentalNumbers
) -> Eligible | Ineligible:
    """The yes, if `waiver` fits into the line as it is. Nothing is held until it is authorised."""
    taken = take(line, waiver, limit=limit, numbers=numbers)
    if isinstance(taken, Line):
        return decision
    return Ineligible(perk=decision.perk, at=decision.at, reasons=(why_not(taken),))


def why_not(refusal: LineExceeded | TooManyRentals) -> WhyNot:
    """The same as a reason for the member, who alone may know these numbers."""
    if isinstance(refusal, TooManyRentals):
        return EnoughRentals(rentals=refusal.rentals, most=refusal.most)
    return LineFull(wanted=refusal.wanted, used=refusal.used, limit=refusal.limit)
