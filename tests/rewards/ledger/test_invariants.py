"""Whatever happens in whatever order: two sides, sums, nothing negative. And breaks are seen."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import LedgerNumbers
from rewards.ledger import accounts, invariants
from rewards.ledger.collect import collect
from rewards.ledger.earn import earn
from rewards.ledger.lots import Lot
from rewards.ledger.purse import Hold, Moved, Purse, Ripe
from rewards.ledger.reasons import Reason
from rewards.ledger.reverse import fates, reverse
from rewards.ledger.transfer import move, reversal
from rewards.ledger.wither import wither
from tests.people import ALICE, DAY, NOON
from tests.rewards.ledger.helpers import award, earned

TIGHT = LedgerNumbers(ripe_days=3, ripe_entries_max=3, lot_months=1)

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["earn", "collect", "collect one", "wither", "reverse"]),
        st.integers(0, 6),
        st.integers(1, 50),
    ),
    max_size=40,
)


def step(purse, booked, verb, number, amount, at):
    """One operation of a random life; the numbers choose what it is about."""
    period = f"p{number}"
    wanted = award(amount, period=period, at=at)
    existing = booked.get(wanted.id)
    match verb:
        case "earn":
            return earn(purse, wanted, existing=existing, numbers=TIGHT)
        case "collect":
            return collect(purse, account=ALICE.account, at=at, numbers=TIGHT)
        case "collect one":
            return collect(purse, account=ALICE.account, at=at, numbers=TIGHT, ids={wanted.id})
        case "wither":
            return wither(purse, account=ALICE.account, at=at)
        case "reverse" if existing is not None:
            known = {fate: booked[fate] for fate in fates(wanted.id) if fate in booked}
            return reverse(purse, existing, known=known, at=at, numbers=TIGHT)
    return None


def everything(purse, transfers):
    totals = invariants.balances(transfers)
    return [
        *invariants.two_sides(transfers),
        *invariants.reversals(transfers, {each.id: each for each in transfers}),
        *invariants.sums_to_zero(totals),
        *invariants.stored_is_sum(ALICE.account, purse, totals),
        *invariants.purse_adds_up(ALICE.account, purse),
    ]


@given(STEPS)
def test_no_life_breaks_the_ledger(steps):
    purse, booked, at = Purse(), {}, NOON
    for verb, number, amount in steps:
        at += timedelta(hours=amount)
        moved = step(purse, booked, verb, number, amount, at)
        if isinstance(moved, Moved):
            purse = moved.purse
            for transfer in moved.transfers:
                assert transfer.id not in booked
                booked[transfer.id] = transfer
        assert everything(purse, list(booked.values())) == []
        assert len(purse.basket) <= TIGHT.ripe_entries_max


@given(STEPS)
def test_the_mint_is_the_only_negative_account(steps):
    purse, booked, at = Purse(), {}, NOON
    for verb, number, amount in steps:
        at += timedelta(hours=amount)
        moved = step(purse, booked, verb, number, amount, at)
        if isinstance(moved, Moved):
            purse = moved.purse
            booked |= {each.id: each for each in moved.transfers}
    totals = invariants.balances(booked.values())
    assert -totals.get(accounts.MINT, 0) == purse.ripe + purse.seeds
    assert all(total >= 0 for name, total in totals.items() if name != accounts.MINT)


@pytest.mark.parametrize(
    "change",
    [
        {"debit": "seeds:alice"},
        {"credit": "ripe:bob"},
        {"credit": accounts.MINT},
        {"amount": 0},
        {"amount": -5},
        {"amount": 2**53},
        {"reverses": "task:tour:alice:p9"},
        {"reason": Reason.AWARD_REVERSAL},
    ],
)
def test_i1_sees_a_transfer_with_a_wrong_side(change):
    broken = msgspec.structs.replace(award(20), **change)
    assert {each.invariant for each in invariants.two_sides([broken])} == {"I1"}


def test_i1_sees_a_payment_from_no_escrow():
    broken = msgspec.structs.replace(award(20), reason=Reason.PRIZE)
    (found,) = invariants.two_sides([broken])
    assert "names no escrow" in found.sentence


def test_i1_sees_a_payment_from_another_escrow():
    paid = move(
        Reason.PRIZE, transfer_id="settlement:s1:1:alice", amount=5, account="alice", at=NOON
    )
    assert invariants.two_sides([paid]) == []
    assert len(invariants.two_sides([msgspec.structs.replace(paid, debit="escrow:s2")])) == 1


def test_i1_sees_a_reversal_of_nothing_and_one_that_takes_more():
    back = reversal(award(20), NOON)
    more = msgspec.structs.replace(back, amount=21)
    assert len(invariants.reversals([back], {})) == 1
    assert len(invariants.reversals([more], {award(20).id: award(20)})) == 1


def test_i1_sees_a_sum_that_is_not_zero():
    (found,) = invariants.sums_to_zero({accounts.MINT: -20, "ripe:alice": 19})
    assert "-1" in found.sentence


def test_i2_sees_a_balance_that_no_transfer_explains():
    purse = earned(award(20))
    (found,) = invariants.stored_is_sum(ALICE.account, purse, {"ripe:alice": 19})
    assert found.subject == "ripe:alice"


@pytest.mark.parametrize(
    "purse",
    [
        Purse(ripe=-1),
        Purse(seeds=-1),
        Purse(ripe=1),
        Purse(seeds=1),
        Purse(basket=(Ripe(id="a", amount=1, withers_at=NOON),)),
        Purse(lots=(Lot(expires_at=NOON, amount=1),)),
        Purse(basket=(Ripe(id="a", amount=0, withers_at=NOON),)),
        Purse(ripe=2, basket=(Ripe(id="a", amount=1, withers_at=NOON),) * 2),
        Purse(seeds=2, lots=(Lot(expires_at=NOON, amount=1),) * 2),
        Purse(
            seeds=0,
            lots=(Lot(expires_at=NOON, amount=-1), Lot(expires_at=NOON + DAY, amount=1)),
        ),
    ],
)
def test_i3_sees_a_purse_that_does_not_add_up(purse):
    found = invariants.purse_adds_up(ALICE.account, purse)
    assert {each.invariant for each in found} == {"I3"}


def test_a_sound_purse_has_no_violations():
    assert everything(earned(award(20)), [award(20)]) == []


def said(found):
    return [(each.invariant, each.subject, each.sentence) for each in found]


def test_i1_says_which_transfer_and_what_is_wrong_with_it():
    wrong = msgspec.structs.replace(award(20), amount=0, credit="ripe:bob", reverses="x")
    assert said(invariants.two_sides([wrong])) == [
        ("I1", wrong.id, "award goes from programme:mint to ripe:alice"),
        ("I1", wrong.id, "0 is not an amount of seeds"),
        ("I1", wrong.id, "award with reverses=x"),
    ]


def test_i1_says_of_each_reversal_what_is_wrong_with_it():
    other = award(5, period="p2")
    lost, odd = reversal(award(20), NOON), msgspec.structs.replace(reversal(other, NOON), amount=6)
    found = invariants.reversals([award(20), lost, odd], {other.id: other})
    assert said(found) == [
        ("I1", lost.id, f"reverses {award(20).id}, which is not booked"),
        ("I1", odd.id, f"does not mirror {other.id}"),
    ]


def test_i1_and_i2_say_by_how_much():
    (sum_,) = invariants.sums_to_zero({accounts.MINT: -20, "ripe:alice": 19})
    assert (sum_.invariant, sum_.subject) == ("I1", "ledger")
    purse = Purse(ripe=20, seeds=3)
    assert said(invariants.stored_is_sum("alice", purse, {"ripe:alice": 19})) == [
        ("I2", "ripe:alice", "stored 20 seeds, its transfers sum to 19"),
        ("I2", "seeds:alice", "stored 3 seeds, its transfers sum to 0"),
    ]


def test_i3_says_whose_purse_and_all_that_is_wrong_with_it():
    lots = (Lot(expires_at=NOON, amount=1), Lot(expires_at=NOON, amount=0))
    basket = (Ripe(id="a", amount=1, withers_at=NOON),) * 2
    holds = (Hold(id="h", ends_at=NOON, lots=(Lot(expires_at=NOON, amount=1),)),) * 2
    purse = Purse(ripe=2, seeds=3, basket=basket, lots=lots, holds=holds)
    assert said(invariants.purse_adds_up("alice", purse)) == [
        ("I3", "alice", "an entry or a lot holds less than 1 seed"),
        ("I3", "alice", "an award is in the basket twice"),
        ("I3", "alice", "two holds have one id"),
        ("I3", "alice", "two lots expire together"),
    ]
