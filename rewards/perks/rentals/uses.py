"""When something lent counts as had: from the authorisation on, unless it is called off."""

from rewards.perks.perk import Perk
from rewards.perks.rentals.rental import Rental, RentalState
from rewards.perks.terms.limit import PerkUse, with_use, without_use


def uses_after(
    perk: Perk | None, uses: tuple[PerkUse, ...], before: Rental, after: Rental
) -> tuple[PerkUse, ...]:
    """The member's uses once the rental has gone from `before` to `after`. `perk` is None once the
    programme has it no more: then nothing new is counted."""
    at = after.authorised_at
    if at is None or before.state is after.state:
        return uses
    if after.state is RentalState.AUTHORISED and perk is not None:
        return with_use(perk.limit, uses, perk.id, at=at)
    if after.state is RentalState.CANCELLED:
        return without_use(uses, after.perk, at=at)
    return uses
