"""How much of a deposit a tier waives."""

import msgspec

from rewards.perks.rentals.terms import RentalTerms
from rewards.perks.terms.tier import Tier

WHOLE = 100


def waived(terms: RentalTerms, tier: Tier | None) -> RentalTerms:
    """The terms with what is waived as their deposit, cut down to whole minor units; the rest of
    it the merchant takes as from anybody."""
    if tier is None:
        return terms
    minor = max(1, terms.deposit_minor * tier.percent // WHOLE)
    return msgspec.structs.replace(terms, deposit_minor=minor)
