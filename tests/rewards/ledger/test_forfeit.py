"""A purse is emptied for good: everything has a transfer, and nothing is owed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.ledger.forfeit import forfeit
from rewards.ledger.invariants import balances, purse_adds_up, stored_is_sum, two_sides
from rewards.ledger.lots import Lot
from rewards.ledger.purse import Hold, Purse, Ripe, with_basket, with_lots
from rewards.ledger.reasons import Reason
from tests.people import DAY, NOON


def purse_of(ripe: list[int], lots: list[int], debt: int) -> Purse:
    basket = tuple(
        Ripe(id=f"task:t{n}:alice:2026-03-04", amount=amount, withers_at=NOON + DAY)
        for n, amount in enumerate(ripe)
    )
    parts = tuple(Lot(expires_at=NOON + n * DAY, amount=each) for n, each in enumerate(lots))
    full = with_lots(with_basket(Purse(), basket), parts)
    return Purse(ripe=full.ripe, seeds=full.seeds, basket=basket, lots=full.lots, debt=debt)


def test_ripe_seeds_wither_collected_ones_go_back_and_debts_are_forgiven() -> None:
    moved = forfeit(purse_of([5, 7], [20, 3], 4), account="alice", at=NOON)
    assert moved.purse == Purse()
    assert [(each.reason, each.amount, each.id) for each in moved.transfers] == [
        (Reason.WITHER, 5, "wither:task:t0:alice:2026-03-04"),
        (Reason.WITHER, 7, "wither:task:t1:alice:2026-03-04"),
        (Reason.FORFEIT, 23, "forfeit:alice"),
        (Reason.WRITE_OFF, 4, "write_off:alice"),
    ]
    assert {each.at for each in moved.transfers} == {NOON}


def test_an_empty_purse_moves_nothing() -> None:
    assert forfeit(Purse(), account="alice", at=NOON).transfers == ()


def test_what_is_set_aside_is_somebody_else_s_matter() -> None:
    held = Hold(
        id="h1", ends_at=NOON + timedelta(minutes=5), lots=(Lot(expires_at=NOON, amount=2),)
    )
    with pytest.raises(ValueError, match="set seeds aside"):
        forfeit(with_lots(Purse(), (), (held,)), account="alice", at=NOON)


@given(
    st.lists(st.integers(1, 10**6), max_size=5),
    st.lists(st.integers(1, 10**6), max_size=5),
    st.integers(0, 10**6),
)
def test_whatever_there_was_is_in_the_transfers(
    ripe: list[int], lots: list[int], debt: int
) -> None:
    before = purse_of(ripe, lots, debt)
    moved = forfeit(before, account="alice", at=NOON)
    totals = balances(moved.transfers)
    assert totals.get("ripe:alice", 0) == -before.ripe
    assert totals.get("seeds:alice", 0) == -before.seeds
    assert totals.get("programme:debts", 0) == before.debt
    assert not two_sides(moved.transfers)
    assert not purse_adds_up("alice", moved.purse)
    assert not stored_is_sum("alice", moved.purse, {})
