"""A fault stops the clock, clearing it lets it go on, and nothing of that is late."""

import msgspec
import pytest

from rewards.perks.rentals.become_overdue import become_overdue
from rewards.perks.rentals.evidence import evidence_of, is_late
from rewards.perks.rentals.extend import extend
from rewards.perks.rentals.fault import clear_fault, report_fault
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.propose_breach import propose_breach
from rewards.perks.rentals.refusals import (
    ClockStopped,
    FaultReported,
    MerchantHasTime,
    NoFault,
    NotOut,
    TooManyFaults,
)
from rewards.perks.rentals.rental import OUT, Rental, RentalState
from rewards.perks.rentals.settle import settle, settle_unasked
from rewards.score.evidence import EvidenceKind as Kind
from tests.people import DAY, HOUR, MINUTE, NOON
from tests.rewards.perks.rentals.helpers import NUMBERS, PROPOSED_AT, in_state

DUE = NOON + 2 * HOUR + 2 * MINUTE
AT = NOON + HOUR


def faulty(state: RentalState = RentalState.ACTIVE, at=AT) -> Rental:
    answer = report_fault(in_state(state)[0], at=at, numbers=NUMBERS)
    assert isinstance(answer, Rental)
    return answer


@pytest.mark.parametrize("state", sorted(set(RentalState) - OUT))
def test_only_what_is_out_can_be_out_of_order(state):
    rental, _ = in_state(state)
    refusal = NotOut(state=state)
    assert report_fault(rental, at=AT, numbers=NUMBERS) == refusal
    assert clear_fault(rental, at=AT, numbers=NUMBERS) == refusal
    assert state in refusal.detail()


def test_a_fault_is_reported_once_until_it_is_cleared():
    assert report_fault(faulty(), at=AT + HOUR, numbers=NUMBERS) == FaultReported(at=AT)
    rental, _ = in_state(RentalState.ACTIVE)
    assert clear_fault(rental, at=AT, numbers=NUMBERS) == NoFault()


def test_a_clock_cannot_be_stopped_for_ever():
    rental, _ = in_state(RentalState.ACTIVE)
    for hour in range(NUMBERS.faults_max):
        broken = report_fault(rental, at=AT + hour * HOUR, numbers=NUMBERS)
        rental = clear_fault(broken, at=AT + hour * HOUR + MINUTE, numbers=NUMBERS)
    refusal = report_fault(rental, at=AT + DAY, numbers=NUMBERS)
    assert refusal == TooManyFaults(most=NUMBERS.faults_max)


def test_what_stands_is_neither_late_nor_extended_nor_broken():
    stands = ClockStopped(at=AT)
    assert become_overdue(faulty(), at=DUE + 9 * DAY, numbers=NUMBERS) == stands
    later = extend(faulty(), ends_at=DUE + HOUR, at=AT + HOUR, numbers=NUMBERS)
    assert later == stands
    late = faulty(RentalState.OVERDUE, NOON + 4 * HOUR)
    refusal = propose_breach(late, at=PROPOSED_AT + 99 * DAY, numbers=NUMBERS)
    assert refusal == FaultReported(at=NOON + 4 * HOUR)
    assert faulty().remind_at is None


@pytest.mark.parametrize("stood", [MINUTE, HOUR, 9 * DAY])
def test_what_a_clock_stood_is_added_to_both_ends(stood):
    rental, _ = in_state(RentalState.ACTIVE)
    going = clear_fault(faulty(), at=AT + stood, numbers=NUMBERS)
    assert isinstance(going, Rental)
    assert (going.ends_at, going.due_by) == (DUE + stood, rental.due_by + stood)
    assert going.fault_at is None
    assert become_overdue(going, at=DUE + stood + MINUTE, numbers=NUMBERS).state == "overdue"


@pytest.mark.parametrize(
    ("state", "fault_at", "late"),
    [
        (RentalState.ACTIVE, AT, False),
        (RentalState.ACTIVE, DUE, False),
        (RentalState.OVERDUE, NOON + 4 * HOUR, True),
    ],
)
def test_what_failed_in_time_came_back_in_time(state, fault_at, late):
    rental, line = in_state(state)
    broken = report_fault(rental, at=fault_at, numbers=NUMBERS)
    back = give_back(broken, returned_at=NOON + 9 * DAY, at=NOON + 9 * DAY, numbers=NUMBERS)
    assert is_late(back) is late
    kinds = [each.kind for each in evidence_of(settle(back, line, at=NOON + 10 * DAY).rental)]
    assert kinds[1] is (Kind.RETURNED_LATE if late else Kind.RETURNED_ON_TIME)


def test_silence_about_a_fault_takes_the_thing_back_when_it_was_reported():
    _, line = in_state(RentalState.ACTIVE)
    until = AT + 14 * DAY
    early = settle_unasked(faulty(), line, at=until - MINUTE, numbers=NUMBERS)
    assert early == MerchantHasTime(until=until)
    done = settle_unasked(faulty(), line, at=until, numbers=NUMBERS)
    assert done.rental.returned_at == AT
    kinds = [each.kind for each in evidence_of(done.rental)]
    assert kinds == [Kind.RENTAL_KEPT_SMALL, Kind.RETURNED_ON_TIME]


def test_a_fault_changes_nothing_else():
    rental, _ = in_state(RentalState.ACTIVE)
    back = msgspec.structs.replace(faulty(), fault_at=None, faults=0, remind_at=rental.remind_at)
    assert back == rental
