"""What a settled rental says about a promise."""

from rewards.ledger.ids import part
from rewards.perks.rentals.rental import Rental, RentalState
from rewards.perks.rentals.terms import Size
from rewards.score.evidence import Evidence, EvidenceKind

_KEPT = {
    Size.SMALL: EvidenceKind.RENTAL_KEPT_SMALL,
    Size.LARGE: EvidenceKind.RENTAL_KEPT_LARGE,
}


def evidence_of(rental: Rental) -> tuple[Evidence, ...]:
    """Two facts of a settled rental: it was kept, late or not; and whether it came back in time.

    None of any other state: what is not over says nothing yet. Dated by the settlement: a return
    can be booked weeks after it happened, and evidence from before the cut-off of a published cycle
    would make its scores impossible to reproduce. Whether it was late is said by the return alone.
    """
    if rental.state is not RentalState.SETTLED or rental.returned_at is None:
        return ()
    late = rental.ends_at is not None and rental.returned_at > rental.ends_at
    returned = EvidenceKind.RETURNED_LATE if late else EvidenceKind.RETURNED_ON_TIME
    return (
        _fact(rental, "kept", _KEPT[rental.terms.size]),
        _fact(rental, "returned", returned),
    )


def _fact(rental: Rental, word: str, kind: EvidenceKind) -> Evidence:
    return Evidence(
        id=f"rental:{part(rental.id)}:{word}",
        kind=kind,
        at=rental.state_at,
        source=rental.merchant,
    )
