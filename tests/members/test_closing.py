"""Leaving: until when one can come back."""

import pytest

from service.members.closing import closes_at, is_over
from service.members.numbers import MemberNumbers
from service.members.states import State
from tests.people import ALICE, DAY, MINUTE, NOON, account_of

NUMBERS = MemberNumbers()


def test_there_are_14_days_to_come_back():
    leaving = account_of(ALICE, state=State.CLOSING)
    assert closes_at(leaving, NUMBERS) == NOON + 14 * DAY
    assert not is_over(leaving, NOON + 14 * DAY - MINUTE, NUMBERS)
    assert is_over(leaving, NOON + 14 * DAY, NUMBERS)


@pytest.mark.parametrize("state", sorted(set(State) - {State.CLOSING}))
def test_nobody_else_closes(state):
    assert closes_at(account_of(ALICE, state=state), NUMBERS) is None
    assert not is_over(account_of(ALICE, state=state), NOON + 999 * DAY, NUMBERS)
