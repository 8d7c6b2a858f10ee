"""The table of reasons is complete, and reversals mirror what they reverse."""

import pytest

from rewards.ledger.reasons import REVERSALS, ROUTES, Reason


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_goes_from_somewhere_to_somewhere_else(reason):
    route = ROUTES[reason]
    assert route.debit is not route.credit


@pytest.mark.parametrize("reason", REVERSALS)
def test_a_reversal_swaps_the_sides(reason):
    forth, back = ROUTES[reason], ROUTES[REVERSALS[reason]]
    assert (forth.debit, forth.credit) == (back.credit, back.debit)


def test_no_reversal_is_reversed():
    assert not set(REVERSALS) & set(REVERSALS.values())
