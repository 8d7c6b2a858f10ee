"""Two stages, both members, to the seed; ten at a time."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import InvitationNumbers
from rewards.invitations.end import reject
from rewards.invitations.invariants import stages_pay_both
from rewards.invitations.invitation import Invitation, InvitationState, Rejected
from rewards.invitations.inviting import Inviting, counted
from rewards.invitations.refusals import TooManyPaid
from rewards.invitations.stages import Paid, Stage, pay_first, pay_second, transfers_of
from rewards.ledger.invariants import two_sides
from tests.people import DAY, HOUR, NOON
from tests.rewards.invitations.helpers import NUMBERS, PAID_FIRST, in_state, issued

QUALIFIED = in_state(InvitationState.QUALIFIED)
HELD = in_state(InvitationState.HELD)
DONE = in_state(InvitationState.PAID)
FIRST, SECOND = (list(transfers_of(DONE, stage, NOON)) for stage in Stage)


def test_a_fifth_is_paid_first_and_the_rest_after_the_hold():
    first = pay_first(QUALIFIED, Inviting(invited=1), at=PAID_FIRST, numbers=NUMBERS)
    assert isinstance(first, Paid)
    assert [(each.id, each.account, each.amount) for each in first.transfers] == [
        ("invitation:i1:first:inviter", "alice", 40),
        ("invitation:i1:first:newcomer", "bob", 20),
    ]
    assert first.inviter == Inviting(invited=1, paid_at=(PAID_FIRST,))
    second = pay_second(first.invitation, first.inviter, at=PAID_FIRST + 14 * DAY)
    assert isinstance(second, Paid)
    assert [(each.id, each.amount) for each in second.transfers] == [
        ("invitation:i1:second:inviter", 160),
        ("invitation:i1:second:newcomer", 80),
    ]
    assert two_sides([*first.transfers, *second.transfers]) == []


@given(st.integers(100, 10**6), st.integers(100, 10**6), st.integers(1, 99))
def test_the_stages_sum_to_the_promise_and_pay_something(inviter, newcomer, percent):
    promised = msgspec.structs.replace(
        DONE, inviter_seeds=inviter, newcomer_seeds=newcomer, first_percent=percent
    )
    first, second = (transfers_of(promised, stage, NOON) for stage in Stage)
    assert [a.amount + b.amount for a, b in zip(first, second, strict=True)] == [inviter, newcomer]
    assert all(each.amount >= 1 for each in (*first, *second))


def test_ten_are_paid_in_thirty_days_and_the_next_waits():
    inviting = Inviting()
    for hour in range(10):
        answer = counted(inviting, at=NOON + hour * HOUR, numbers=NUMBERS)
        assert isinstance(answer, Inviting)
        inviting = answer
    until = NOON + 30 * DAY
    refusal = pay_first(QUALIFIED, inviting, at=until - HOUR, numbers=NUMBERS)
    assert refusal == TooManyPaid(paid=10, most=10, next_at=until)
    assert isinstance(pay_first(QUALIFIED, inviting, at=until, numbers=NUMBERS), Paid)


def test_a_lowered_limit_waits_until_enough_are_old():
    few = InvitationNumbers(paid_max=1)
    inviting = Inviting(paid_at=tuple(NOON + day * DAY for day in range(3)))
    refusal = counted(inviting, at=NOON + 3 * DAY, numbers=few)
    assert refusal == TooManyPaid(paid=3, most=1, next_at=NOON + 32 * DAY)
    assert isinstance(counted(inviting, at=NOON + 32 * DAY, numbers=few), Inviting)


@given(st.lists(st.integers(0, 40), max_size=60))
def test_never_more_than_ten_in_any_thirty_days(gaps):
    inviting, at, paid = Inviting(), NOON, []
    for gap in gaps:
        at += gap * 6 * HOUR
        answer = counted(inviting, at=at, numbers=NUMBERS)
        if isinstance(answer, Inviting):
            inviting = answer
            paid.append(at)
        assert len(inviting.paid_at) <= NUMBERS.paid_max
        assert sum(at < each + 30 * DAY for each in paid) <= NUMBERS.paid_max


def test_nobody_is_paid_for_bringing_nobody():
    with pytest.raises(ValueError, match="brought nobody"):
        transfers_of(issued(), Stage.FIRST, NOON)


@pytest.mark.parametrize(
    ("invitation", "booked"),
    [
        (issued(), []),
        (in_state(InvitationState.JOINED), []),
        (QUALIFIED, []),
        (HELD, FIRST),
        (DONE, FIRST + SECOND),
        (in_state(InvitationState.REJECTED), []),
        (reject(HELD, because=Rejected.BY_OPERATOR, at=NOON), FIRST),
    ],
)
def test_i8_agrees_with_what_the_rules_pay(invitation, booked):
    assert stages_pay_both([invitation], booked) == []


@pytest.mark.parametrize(
    ("invitation", "booked"),
    [
        (QUALIFIED, FIRST),
        (QUALIFIED, FIRST[:1]),
        (HELD, []),
        (HELD, FIRST[:1]),
        (HELD, FIRST[1:]),
        (HELD, FIRST + SECOND),
        (DONE, FIRST),
        (DONE, FIRST + SECOND[:1]),
        (DONE, [msgspec.structs.replace(FIRST[0], amount=41), FIRST[1], *SECOND]),
        (DONE, [msgspec.structs.replace(FIRST[0], account="eve"), FIRST[1], *SECOND]),
        (in_state(InvitationState.REJECTED), FIRST),
        (reject(HELD, because=Rejected.BY_OPERATOR, at=NOON), FIRST + SECOND),
    ],
)
def test_i8_sees_a_stage_that_paid_one_or_too_early_or_not(invitation, booked):
    assert isinstance(invitation, Invitation)
    found = stages_pay_both([invitation], booked)
    assert {each.invariant for each in found} == {"I8"}
