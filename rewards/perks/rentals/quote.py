"""Quote: the stored answer to a check that was a yes."""

from datetime import timedelta

from rewards.economy import RentalNumbers
from rewards.perks.decide_eligibility import Eligible
from rewards.perks.rentals.rental import Rental, RentalState
from rewards.perks.rentals.terms import RentalTerms


def quote(
    eligible: Eligible,
    terms: RentalTerms,
    *,
    rental: str,
    account: str,
    merchant: str,
    numbers: RentalNumbers,
) -> Rental:
    """A rental under id `rental`, quoted when the check said yes, on these terms to its end."""
    return Rental(
        id=rental,
        account=account,
        merchant=merchant,
        perk=eligible.perk,
        terms=terms,
        at=eligible.at,
        state=RentalState.QUOTED,
        state_at=eligible.at,
        ends_at=eligible.at + timedelta(minutes=numbers.quote_minutes),
    )
