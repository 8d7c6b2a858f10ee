"""A voucher goes from state to state as its machine says, and the seeds go with it."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import PerkNumbers
from rewards.ledger.invariants import balances, purse_adds_up, reversals, two_sides
from rewards.ledger.lots import Lot
from rewards.ledger.purse import Purse, with_lots
from rewards.ledger.refusals import NotEnoughSeeds
from rewards.perks.asked import Asked
from rewards.perks.decide_eligibility import Bearer
from rewards.perks.refusals import PerkNotOffered
from rewards.perks.stock import Stock, with_one_back, with_one_taken
from rewards.perks.terms.limit import PerkUse, UseLimit
from rewards.perks.terms.voucher import VoucherTerms
from rewards.perks.terms.window import Window
from rewards.perks.vouchers.buy import buy, good_at, may_buy
from rewards.perks.vouchers.refusals import (
    CostsNoSeeds,
    HadEnough,
    LevelAsked,
    MerchantNotNamed,
    NotReturnable,
    SoldOut,
    TooManyVouchers,
    VoucherClosedNow,
    VoucherUnknown,
    WrongVoucherState,
)
from rewards.perks.vouchers.voucher import TRANSITIONS, Step, Voucher, VoucherState
from rewards.score.sesame import SESAME
from tests.people import ALICE, DAY, HOUR, MINUTE, MS, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK
from tests.rewards.perks.vouchers.deal import (
    COFFEE,
    END,
    LATE,
    PURSE,
    SOON,
    bought,
    coffee,
    expired,
    in_state,
    order,
    redeemed,
    refunded,
    returned,
)

HELD, REDEEMED, RETURNED, REFUNDED, EXPIRED = VoucherState
FOR_VOUCHERS, SPENT = "programme:vouchers", "programme:spent"


def waiting(*steps: Step) -> dict[str, int]:
    """What the programme's two accounts hold after these steps."""
    totals = balances([each for step in steps for each in step.moved.transfers])
    return {name: totals.get(name, 0) for name in (FOR_VOUCHERS, SPENT)}


def test_what_it_costs_waits_and_is_not_the_members_any_more() -> None:
    step = bought()
    voucher, purse = step.voucher, step.moved.purse
    assert (purse.seeds, purse.available) == (60, 60)
    assert waiting(step) == {FOR_VOUCHERS: 40, SPENT: 0}
    assert (voucher.state, voucher.ends_at, voucher.merchant) == (HELD, END, UMBRELLA_KIOSK)
    assert voucher.lots == (Lot(expires_at=SOON, amount=10), Lot(expires_at=LATE, amount=30))
    assert step.moved.transfers == (voucher.paid,)
    assert msgspec.convert(msgspec.to_builtins(voucher), Voucher) == voucher


def test_redeemed_it_is_spent_and_the_purse_is_as_it_was() -> None:
    first = bought()
    step = redeemed(first)
    assert waiting(first, step) == {FOR_VOUCHERS: 0, SPENT: 40}
    assert step.moved.purse == first.moved.purse
    assert (step.voucher.state, step.voucher.redeemed_at) == (REDEEMED, NOON + MINUTE)


@pytest.mark.parametrize("back", [returned, refunded, expired])
def test_given_back_it_is_there_again_and_has_a_week(back: object) -> None:
    first = bought()
    step = back(first, at=END + DAY)  # type: ignore[operator]
    purse = step.moved.purse
    assert (purse.seeds, purse.available) == (100, 100)
    assert purse_adds_up("a", purse) == []
    assert waiting(first, step) == {FOR_VOUCHERS: 0, SPENT: 0}
    # The lot it came from has expired since: it has seven days, to the end of the day.
    assert purse.lots[0].amount == 10
    assert purse.lots[0].expires_at >= END + 8 * DAY
    assert step.voucher.redeemed_at is None


def test_refunded_after_it_was_redeemed_both_steps_go_back() -> None:
    first = bought()
    second = redeemed(first)
    step = refunded(second)
    assert waiting(first, second, step) == {FOR_VOUCHERS: 0, SPENT: 0}
    assert step.moved.purse.seeds == 100
    assert (step.voucher.state, step.voucher.redeemed_at) == (REFUNDED, NOON + MINUTE)
    every = [each for one in (first, second, step) for each in one.moved.transfers]
    assert [each.reason for each in every] == [
        "voucher",
        "voucher_redeem",
        "voucher_refund",
        "voucher_return",
    ]
    assert two_sides(every) == reversals(every, {each.id: each for each in every}) == []


ASKS = {RETURNED: returned, REFUNDED: refunded}


@pytest.mark.parametrize("wanted", ASKS)
@pytest.mark.parametrize("state", VoucherState)
def test_a_wrong_step_names_the_right_ones(state: VoucherState, wanted: VoucherState) -> None:
    if wanted in TRANSITIONS[state]:
        return
    assert ASKS[wanted](in_state(state)) == WrongVoucherState(
        state=state, wanted=wanted, allowed=tuple(sorted(TRANSITIONS[state]))
    )


@pytest.mark.parametrize("state", sorted(set(VoucherState) - {HELD}))
def test_what_is_over_is_redeemed_no_more_and_looks_like_nothing(state: VoucherState) -> None:
    assert redeemed(in_state(state)) == VoucherUnknown()
    assert expired(in_state(state)) is None


def test_another_merchants_is_nothing_and_so_is_nothing() -> None:
    assert redeemed(bought(), merchant=RIVERSIDE_BIKES) == VoucherUnknown()
    nothing = msgspec.structs.replace(bought(), voucher=None)
    assert redeemed(nothing) == VoucherUnknown()


def test_its_end_is_an_end_to_the_millisecond() -> None:
    step = bought()
    assert redeemed(step, at=END) == VoucherUnknown()
    assert redeemed(step, at=END - MS).voucher.state is REDEEMED
    assert expired(step, at=END - MS) is None
    assert expired(step, at=END).voucher.state is EXPIRED


def test_outside_its_hours_it_is_good_and_closed() -> None:
    hours = (Window(days=(1, 2, 3, 4, 5), from_minute=540, until_minute=1_020),)
    step = bought()
    assert redeemed(step, windows=hours).voucher.state is REDEEMED
    late = NOON + 6 * HOUR
    opens_at = NOON + timedelta(hours=21)
    assert redeemed(step, windows=hours, at=late) == VoucherClosedNow(opens_at=opens_at)


def test_what_is_not_taken_back_comes_back_by_itself() -> None:
    step = bought(coffee(voucher=VoucherTerms(seeds=40, days=14, returnable=False)))
    assert returned(step) == NotReturnable(ends_at=END)
    assert returned(step, at=END - MS) == NotReturnable(ends_at=END)
    assert returned(step, at=END).voucher.state is RETURNED
    assert refunded(step).voucher.state is REFUNDED
    assert expired(step).voucher.state is EXPIRED
    gone = WrongVoucherState(state="returned", wanted="returned", allowed=())
    assert returned(returned(step, at=END)) == gone


def test_what_has_expired_goes_back_and_pays_nothing() -> None:
    small = with_lots(Purse(), (Lot(expires_at=SOON, amount=30), Lot(expires_at=LATE, amount=20)))
    late = buy(small, COFFEE, order(), at=SOON)
    assert late == NotEnoughSeeds(wanted=40, available=20)
    step = bought(purse=PURSE, at=SOON)
    assert [each.reason for each in step.moved.transfers] == ["expire", "voucher"]
    assert step.moved.purse.seeds == 50


def test_a_perk_that_is_not_sold_is_a_defect_here() -> None:
    with pytest.raises(ValueError, match="is not bought"):
        buy(PURSE, coffee(voucher=None), order(), at=NOON)


def may(perk=COFFEE, *, value=None, uses=(), taken=0, held=0, at=NOON):  # type: ignore[no-untyped-def]
    return may_buy(
        perk,
        Bearer(value=value, uses=uses),
        levels=SESAME.levels,
        taken=taken,
        held=held,
        at=at,
        numbers=PerkNumbers(vouchers_max=3),
    )


ONCE = UseLimit(days=7)
HAD = (PerkUse(perk="coffee", at=NOON - DAY),)


@pytest.mark.parametrize(
    ("perk", "known", "refusal"),
    [
        (COFFEE, {"held": 3}, TooManyVouchers(held=3, most=3)),
        (coffee(stock=5), {"taken": 5}, SoldOut(perk="coffee", stock=5)),
        (
            coffee(limit=ONCE),
            {"uses": HAD},
            HadEnough(perk="coffee", uses=1, days=7, free_at=NOON + 6 * DAY),
        ),
        (coffee(level="sapling"), {}, LevelAsked(perk="coffee", level="sapling")),
        (coffee(level="sapling"), {"value": 549}, LevelAsked(perk="coffee", level="sapling")),
    ],
)
def test_who_cannot_buy(perk, known, refusal) -> None:  # type: ignore[no-untyped-def]
    assert may(perk, **known) == refusal


def test_who_can_buy_and_what_is_remembered() -> None:
    assert may() == may(held=2) == may(coffee(stock=5), taken=4) == Asked()
    assert may(coffee(limit=ONCE), uses=HAD, at=NOON + 6 * DAY) == Asked()
    asked = may(coffee(level="sapling"), value=550)
    assert [(each.level, each.reached) for each in asked.levels] == [("sapling", True)]
    assert asked.checks == 0


def test_it_is_good_at_one_merchant() -> None:
    two = coffee(merchants=(UMBRELLA_KIOSK, RIVERSIDE_BIKES))
    assert good_at(COFFEE, None) == good_at(two, UMBRELLA_KIOSK) == UMBRELLA_KIOSK
    assert good_at(two, None) == MerchantNotNamed(perk="coffee", merchants=two.merchants)
    assert good_at(coffee(voucher=None), None) == CostsNoSeeds(perk="coffee")
    other = PerkNotOffered(perk="coffee", merchant=RIVERSIDE_BIKES)
    assert good_at(COFFEE, RIVERSIDE_BIKES) == other


def test_stock_comes_back_and_never_more_than_went() -> None:
    one = with_one_taken(Stock(id="coffee"))
    assert with_one_back(one).taken == 0
    with pytest.raises(ValueError, match="none is gone"):
        with_one_back(with_one_back(one))


@given(st.lists(st.sampled_from([redeemed, returned, refunded, expired]), max_size=6))
def test_whatever_is_tried_in_whatever_order_no_seed_is_lost_or_made(steps: list[object]) -> None:
    step = bought()
    booked = list(step.moved.transfers)
    for ask in steps:
        answer = ask(step)  # type: ignore[operator]
        if isinstance(answer, Step):
            step = answer
            booked += answer.moved.transfers
    totals = balances(booked)
    assert sum(totals.values()) == 0
    held = step.voucher.state is HELD
    assert totals.get(FOR_VOUCHERS, 0) == (40 if held else 0)
    assert totals.get(SPENT, 0) == (40 if step.voucher.state is REDEEMED else 0)
    assert step.moved.purse.seeds == 100 + totals[f"seeds:{ALICE.account}"]
    assert len({each.id for each in booked}) == len(booked)
