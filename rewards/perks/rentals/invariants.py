"""I5: waived deposits outstanding are those of open rentals, and within the credit line. I10: what
is said to be broken stands as its evidence does.

A line may be above the limit of a level that was lost since; it never was when it was taken, which
is what `authorise` guards. Each rental carries the limit it was held against.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from rewards.ledger.invariants import Violation
from rewards.perks.rentals.follow_breach import follow_breach
from rewards.perks.rentals.line import Line, Waiver
from rewards.perks.rentals.rental import HOLDING, Rental, RentalState
from rewards.score.standing.standing import Standing

_ENDS_BY_JOB = frozenset({RentalState.AUTHORISED, RentalState.ACTIVE})


def line_is_rentals(account: str, line: Line, rentals: Iterable[Rental]) -> list[Violation]:
    """Each waiver belongs to an open rental of the account with that deposit, and the reverse."""
    stands = {each.rental: each.amount for each in line.outstanding}
    should = {each.id: each.deposit for each in rentals if each.state in HOLDING}
    found = [
        _i5(
            account, f"rental {id_} waives {should.get(id_, 0)}, the line says {stands.get(id_, 0)}"
        )
        for id_ in sorted(stands.keys() | should.keys())
        if stands.get(id_) != should.get(id_)
    ]
    if len(stands) < len(line.outstanding):
        found.append(_i5(account, "one rental stands in the line twice"))
    return found


def within_limit(account: str, line: Line, rentals: Iterable[Rental]) -> list[Violation]:
    """No more is outstanding than the highest limit that one of the open rentals was held against.

    The last of them found all the others outstanding, so its limit covers them all, whichever it
    was: no clock has to say.
    """
    limit = max((each.limit or 0 for each in rentals if each.state in HOLDING), default=0)
    if line.used <= limit:
        return []
    return [_i5(account, f"{line.used} are outstanding, the line was {limit}")]


def ended_in_time(rentals: Iterable[Rental], *, at: datetime, grace: timedelta) -> list[Violation]:
    """No rental is still authorised or active long after its end, unless its clock stands: `grace`
    is what jobs may take, from when they could know of it: a till may bring in late what was due
    long before."""
    return [
        _i5(each.id, f"is {each.state} and ended at {each.ends_at.isoformat()}")
        for each in rentals
        if each.state in _ENDS_BY_JOB
        and each.fault_at is None
        and each.ends_at is not None
        and max([each.ends_at, *(step.at for step in each.history[-1:])]) + grace < at
    ]


def used_in_time(rentals: Iterable[Rental]) -> list[Violation]:
    """What a till gave out offline, it gave out while its pass was good (I6)."""
    return [
        Violation(
            invariant="I6",
            subject=each.id,
            sentence=f"was given out at {each.handed_over_at.isoformat()}, outside of its pass",
        )
        for each in rentals
        if each.offline is not None
        and each.handed_over_at is not None
        and not (each.authorised_at or each.at) <= each.handed_over_at < each.offline.until
    ]


def breach_agrees(rental: Rental, standing: Standing) -> list[Violation]:
    """A rental in breach is where the evidence of its broken promise is (I10)."""
    waiver = Waiver(rental=rental.id, amount=rental.deposit)
    line = Line(outstanding=(waiver,) if rental.state in HOLDING else ())
    moved = follow_breach(rental, line, standing, at=rental.state_at)
    if rental.breach is not None and moved is None:
        return []
    sentence = f"is {rental.state}, and its broken promise is {standing.status}"
    return [Violation(invariant="I10", subject=rental.id, sentence=sentence)]


def _i5(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I5", subject=subject, sentence=sentence)
