"""What an account remembers of inviting stays true and bounded."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import InvitationNumbers
from rewards.invitations.inviting import (
    Inviting,
    done_on,
    no_longer_pending,
    not_done_on,
    one_less_open,
    opened,
    qualifies_on,
)
from rewards.invitations.refusals import TooManyInvitations
from tests.rewards.invitations.helpers import NUMBERS

FIRST = date(2026, 3, 4)
PENDING = Inviting(inviter="alice", invitation="i1", days=())


def test_ten_wait_to_be_taken_up_and_no_more():
    inviting = Inviting()
    for _ in range(10):
        answer = opened(inviting, numbers=NUMBERS)
        assert isinstance(answer, Inviting)
        inviting = answer
    assert opened(inviting, numbers=NUMBERS) == TooManyInvitations(open=10, most=10)
    assert isinstance(opened(one_less_open(inviting), numbers=NUMBERS), Inviting)


def test_there_are_never_fewer_than_none_open():
    assert one_less_open(Inviting()) == Inviting()


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(1, 5))
def test_it_qualifies_on_the_last_of_so_many_different_days(days, needed):
    numbers, inviting, seen = InvitationNumbers(qualifying_days=needed), PENDING, set()
    for number in days:
        day = FIRST + timedelta(days=number)
        seen.add(day)
        assert qualifies_on(inviting, day, numbers=numbers) == (len(seen) >= needed)
        if len(seen) >= needed:
            break
        inviting = done_on(inviting, day)
        assert len(inviting.days) == len(seen) < needed


@pytest.mark.parametrize("inviting", [Inviting(), no_longer_pending(PENDING)])
def test_days_are_counted_only_while_an_invitation_is_pending(inviting):
    assert done_on(inviting, FIRST) is inviting
    assert not qualifies_on(inviting, FIRST, numbers=InvitationNumbers(qualifying_days=1))


def test_a_day_on_which_nothing_was_done_is_none():
    pending = Inviting(days=("2026-03-04", "2026-03-05"))
    assert not_done_on(pending, date(2026, 3, 4)).days == ("2026-03-05",)
    assert not_done_on(pending, date(2026, 3, 6)) == pending
    over = Inviting(days=None)
    assert not_done_on(over, date(2026, 3, 4)) == over
