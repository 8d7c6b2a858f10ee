"""All that is known of a rental, for the two whose it is."""

import msgspec

from rewards.calendar import Instant
from rewards.economy import RentalNumbers
from rewards.perks.rentals.history import Said, Step
from rewards.perks.rentals.propose_breach import broken_from
from rewards.perks.rentals.rental import Rental
from rewards.perks.rentals.settle import silent_until
from service.flows.challenges.evidence_view import EvidenceItem
from service.flows.rentals.rental_view import RentalView, rental_view


class RentalStatement(RentalView, frozen=True, kw_only=True, omit_defaults=True):
    """The rental, line by line, oldest first, with what the two have said.

    broken_from:    from when on the merchant may say that the promise was broken.
    closes_at:      when silence of the merchant closes it for the member.
    broken_promise: its evidence, for the member alone: how it stands, and what can be done.
    """

    history: tuple[Step, ...]
    statements: tuple[Said, ...] = ()
    broken_from: Instant | None = None
    closes_at: Instant | None = None
    broken_promise: EvidenceItem | None = None


def rental_statement(
    rental: Rental, numbers: RentalNumbers, broken_promise: EvidenceItem | None = None
) -> RentalStatement:
    """Without the account and its credit line."""
    return RentalStatement(
        **msgspec.structs.asdict(rental_view(rental)),
        history=rental.history,
        statements=rental.statements,
        broken_from=broken_from(rental, numbers),
        closes_at=silent_until(rental, numbers),
        broken_promise=broken_promise,
    )
