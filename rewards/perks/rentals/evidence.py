"""What a rental says about a promise, once it is over or broken."""

from rewards.ledger.ids import part
from rewards.perks.rentals.claim import ClaimKind, breach_id
from rewards.perks.rentals.rental import Rental, RentalState
from rewards.perks.rentals.terms import Size
from rewards.score.evidence import Evidence, EvidenceKind

_KEPT = {
    Size.SMALL: EvidenceKind.RENTAL_KEPT_SMALL,
    Size.LARGE: EvidenceKind.RENTAL_KEPT_LARGE,
}


def evidence_of(rental: Rental) -> tuple[Evidence, ...]:
    """Two facts of a settled rental: it was kept, late or not; and whether it came back in time.
    The first alone of what was lost and paid, or said to be broken and was not. None of what was
    broken and given up, and of what nobody has said anything about.

    None of any other state: what is not over says nothing yet. Dated by the settlement: a return
    can be booked weeks after it happened, and evidence from before the cut-off of a published cycle
    would make its scores impossible to reproduce. Whether it was late is said by the return alone.
    """
    if rental.state is not RentalState.SETTLED or not _kept(rental):
        return ()
    kept = _fact(rental, "kept", _KEPT[rental.terms.size])
    if rental.returned_at is None:
        return (kept,)
    returned = EvidenceKind.RETURNED_LATE if is_late(rental) else EvidenceKind.RETURNED_ON_TIME
    return kept, _fact(rental, "returned", returned)


def breach_of(rental: Rental) -> Evidence:
    """The broken promise of a rental whose breach has just been proposed."""
    return Evidence(
        id=breach_id(rental.id),
        kind=EvidenceKind.BREACH,
        at=rental.state_at,
        source=rental.merchant,
    )


def is_late(rental: Rental) -> bool:
    """Whether it came back after its end; what was out of order before that is in time."""
    if rental.ends_at is None or rental.returned_at is None:
        return False
    stood = rental.fault_at is not None and rental.fault_at <= rental.ends_at
    return rental.returned_at > rental.ends_at and not stood


def _kept(rental: Rental) -> bool:
    if rental.breach is not None:
        return rental.breach.reversed
    paid = rental.claim is not None and rental.claim.kind is ClaimKind.LOSS
    return paid or rental.returned_at is not None


def _fact(rental: Rental, word: str, kind: EvidenceKind) -> Evidence:
    return Evidence(
        id=f"rental:{part(rental.id)}:{word}",
        kind=kind,
        at=rental.state_at,
        source=rental.merchant,
    )
