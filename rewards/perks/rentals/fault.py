"""A device fault: the thing does not work, and its clock stands until the merchant has seen it."""

from datetime import datetime

import msgspec

from rewards.economy import RentalNumbers
from rewards.perks.rentals.refusals import (
    FaultReported,
    NoFault,
    NotOut,
    TooManyFaults,
)
from rewards.perks.rentals.remind import with_reminder
from rewards.perks.rentals.rental import OUT, Rental


def report_fault(
    rental: Rental, *, at: datetime, numbers: RentalNumbers
) -> Rental | NotOut | FaultReported | TooManyFaults:
    """The same rental, whose clock stands since `at`: it is not late, and no later than it was."""
    if rental.state not in OUT:
        return NotOut(state=rental.state)
    if rental.fault_at is not None:
        return FaultReported(at=rental.fault_at)
    if rental.faults >= numbers.faults_max:
        return TooManyFaults(most=numbers.faults_max)
    return msgspec.structs.replace(rental, fault_at=at, faults=rental.faults + 1, remind_at=None)


def clear_fault(
    rental: Rental, *, at: datetime, numbers: RentalNumbers
) -> Rental | NotOut | NoFault:
    """The thing works, or works again: the clock goes on, and what it stood is added to the end."""
    if rental.state not in OUT:
        return NotOut(state=rental.state)
    if rental.fault_at is None or rental.ends_at is None or rental.due_by is None:
        return NoFault()
    stood = at - rental.fault_at
    going = msgspec.structs.replace(
        rental, fault_at=None, ends_at=rental.ends_at + stood, due_by=rental.due_by + stood
    )
    return with_reminder(going, after=at, numbers=numbers)
