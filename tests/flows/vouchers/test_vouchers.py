"""Vouchers, end to end: who may, what is told, what is booked, and what everybody else learns."""

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from rewards.ledger.refusals import NotEnoughSeeds
from rewards.ledger.spending.refusals import NobodyToRefund
from rewards.perks.refusals import PerkNotOffered, PerkUnknown
from rewards.perks.terms.limit import UseLimit
from rewards.perks.terms.voucher import VoucherTerms
from rewards.perks.vouchers.code import with_checks
from rewards.perks.vouchers.refusals import (
    BoughtNotShown,
    CostsNoSeeds,
    HadEnough,
    LevelAsked,
    MerchantNotNamed,
    MistypedVoucher,
    NotReturnable,
    SoldOut,
    TooManyVouchers,
    TooManyWrongVouchers,
    VoucherClosedNow,
    VoucherUnknown,
    WrongVoucherState,
)
from rewards.perks.vouchers.voucher import VoucherState
from service.members.consents import Purpose
from service.members.mute import MerchantMuted
from service.members.refusals import MembershipNotActive, NoConsent
from service.members.states import State
from tests.flows.vouchers.scenes import Counter, buyer, selling
from tests.flows.world import World
from tests.people import BOB, DAY, MINUTE, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

WRONG = with_checks(12_345)


@pytest.fixture
async def counter(world: World) -> Counter:
    sells(world)
    return await buyer(world)


def sells(world: World, **changed: Any) -> None:
    programme = selling(**changed)
    world.context = replace(world.context, programme=lambda: programme)


def put_into(database: Any, counter: Counter, state: State) -> None:
    changed = {"$set": {"state": state.value}}
    database.accounts.update_one({"_id": counter.who.account}, changed)
    database.members.update_one({"_id": counter.who.member}, changed)


def told(database: Any) -> list[str]:
    kinds = {"kind": {"$regex": "^voucher_"}}
    return [one["kind"] for one in database.inbox.find(kinds)]


async def test_bought_shown_and_redeemed_once(counter: Counter, database: Any) -> None:
    bought = await counter.buys()
    assert (bought.state, bought.seeds, bought.ends_at) == ("held", 8, NOON + 14 * DAY)
    assert await counter.seeds() == 12
    counter.world.later(minutes=1)
    redeemed = await counter.redeems(bought.code)
    assert (redeemed.id, redeemed.state) == (bought.id, "redeemed")
    assert redeemed.redeemed_at == NOON + MINUTE
    assert not hasattr(redeemed, "code")
    assert await counter.redeems(bought.code) == VoucherUnknown()
    assert told(database) == ["voucher_redeemed"]
    [look] = database.access_log.find({"answered": "redeemed"})
    assert (look["who"], look["why"]) == (UMBRELLA_KIOSK, "coffee")
    events = list(database.outbox.find({"kind": {"$regex": "^voucher_"}}))
    assert [one["kind"] for one in events] == ["voucher_bought", "voucher_redeemed"]
    assert all(bought.code not in str(one) for one in events)
    reasons = [one["reason"] for one in database.transfers.find({"reason": {"$regex": "^vou"}})]
    assert reasons == ["voucher", "voucher_redeem"]


async def test_unknown_anothers_used_and_over_are_one_answer_that_counts(
    counter: Counter, database: Any
) -> None:
    one, two = await counter.buys(), await counter.buys()
    await counter.redeems(one.code)
    assert await counter.redeems(WRONG) == VoucherUnknown()
    assert await counter.redeems(one.code) == VoucherUnknown()
    assert await counter.redeems(two.code, merchant=RIVERSIDE_BIKES) == VoucherUnknown()
    assert sorted(each["wrong"] for each in database.code_tries.find()) == [1, 2]
    counter.world.later(days=14)
    assert await counter.redeems(two.code) == VoucherUnknown()
    assert sorted(each["wrong"] for each in database.code_tries.find()) == [1, 1]
    assert (await counter.voucher(two.id)).state is VoucherState.HELD


async def test_after_five_wrong_ones_the_right_one_waits_too(counter: Counter) -> None:
    code = (await counter.buys()).code
    for number in range(5):
        assert await counter.redeems(with_checks(number)) == VoucherUnknown()
    stop = TooManyWrongVouchers(until=NOON + 5 * MINUTE)
    assert await counter.redeems(code) == stop
    assert await counter.redeems(code, till="t2", merchant=RIVERSIDE_BIKES) == VoucherUnknown()
    counter.world.later(minutes=5)
    assert (await counter.redeems(code)).state == "redeemed"


async def test_a_slip_of_the_finger_is_told_and_counts_nothing(
    counter: Counter, database: Any
) -> None:
    code = (await counter.buys()).code
    wrong = code[:5] + str((int(code[5]) + 1) % 10) + code[6:]
    for _ in range(10):
        assert await counter.redeems(wrong) == MistypedVoucher()
    assert database.code_tries.count_documents({}) == 0
    assert (await counter.redeems(code)).state == "redeemed"


async def test_given_back_seeds_use_and_stock_are_there_again(world: World, database: Any) -> None:
    sells(world, stock=2, limit=UseLimit(uses=2, days=7), voucher=VoucherTerms(seeds=8, days=3))
    counter = await buyer(world)
    one, two = await counter.buys(), await counter.buys()
    assert (await counter.seeds(), await counter.taken(), await counter.uses()) == (4, 2, 2)
    back = await counter.returns(one.id)
    assert (back.state, back.code) == ("returned", None)
    assert (await counter.seeds(), await counter.taken(), await counter.uses()) == (12, 1, 1)
    await counter.redeems(two.code)
    assert (await counter.refunds(two.id)).state == "refunded"
    assert (await counter.seeds(), await counter.taken(), await counter.uses()) == (20, 0, 0)
    three = await counter.buys()
    world.later(days=3)
    assert (await counter.expires(three.id)).expired
    assert (await counter.seeds(), await counter.taken(), await counter.uses()) == (20, 0, 0)
    assert told(database) == ["voucher_redeemed", "voucher_refunded", "voucher_expired"]
    for each in (one, two, three):
        assert isinstance(await counter.returns(each.id), WrongVoucherState)
        assert isinstance(await counter.refunds(each.id), WrongVoucherState)
        assert await counter.redeems(each.code, till=each.id) == VoucherUnknown()
        assert not (await counter.expires(each.id)).expired
    assert await counter.seeds() == 20


async def test_a_no_says_why_and_changes_nothing(counter: Counter, database: Any) -> None:
    assert await counter.buys("umbrella") == CostsNoSeeds(perk="umbrella")
    assert await counter.buys("tea") == PerkUnknown(perk="tea")
    elsewhere = PerkNotOffered(perk="coffee", merchant=RIVERSIDE_BIKES)
    assert await counter.buys(merchant=RIVERSIDE_BIKES) == elsewhere
    assert isinstance(await counter.buys(merchant=None), MerchantNotNamed)
    much = NotEnoughSeeds(wanted=60, available=20)
    assert await counter.buys("visa-appointment", merchant=None) == much
    sells(counter.world, voucher=VoucherTerms(seeds=8, days=3, returnable=False))
    bought = await counter.buys()
    assert await counter.returns(bought.id) == NotReturnable(ends_at=bought.ends_at)
    assert (database.vouchers.count_documents({}), await counter.seeds()) == (1, 12)


async def test_cooldown_and_stock_and_how_many_at_once(counter: Counter) -> None:
    world = counter.world
    sells(world, limit=UseLimit(days=7))
    await counter.buys()
    free_at = NOON + 7 * DAY
    had = HadEnough(perk="coffee", uses=1, days=7, free_at=free_at)
    assert await counter.buys() == had
    sells(world, stock=1)
    await counter.buys()
    assert await counter.buys() == SoldOut(perk="coffee", stock=1)
    perks = world.context.programme().numbers.perks
    assert perks.vouchers_max == 20
    sells(world, voucher=VoucherTerms(seeds=1, days=1))
    few = world.context.programme()
    numbers = replace_perks(few.numbers, vouchers_max=3)
    world.context = replace(world.context, programme=lambda: replace_numbers(few, numbers))
    assert (await counter.buys()).state == "held"
    assert await counter.buys() == TooManyVouchers(held=3, most=3)


def replace_perks(numbers: Any, **changed: int) -> Any:
    perks = msgspec.structs.replace(numbers.perks, **changed)
    return msgspec.structs.replace(numbers, perks=perks)


def replace_numbers(programme: Any, numbers: Any) -> Any:
    return msgspec.structs.replace(programme, numbers=numbers)


async def test_what_asks_for_a_level_asks_for_consent_and_for_a_score(counter: Counter) -> None:
    sells(counter.world, level="sprout")
    assert isinstance(await counter.buys(), NoConsent)
    await counter.world.grant(counter.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    assert await counter.buys() == LevelAsked(perk="coffee", level="sprout")


async def test_a_muted_merchant_sells_nothing_and_takes_what_was_bought(
    counter: Counter, database: Any
) -> None:
    bought = await counter.buys()
    mute = {"$set": {"muted": [UMBRELLA_KIOSK]}}
    database.accounts.update_one({"_id": counter.who.account}, mute)
    assert await counter.buys() == MerchantMuted(merchant=UMBRELLA_KIOSK)
    assert (await counter.redeems(bought.code)).state == "redeemed"


async def test_hours_are_looked_at_when_it_is_redeemed(counter: Counter, database: Any) -> None:
    visa = next(
        each for each in counter.world.context.programme().perks if each.id == "visa-appointment"
    )
    sells(counter.world, windows=visa.windows)
    counter.world.later(hours=6)
    bought = await counter.buys()
    closed = await counter.redeems(bought.code)
    assert isinstance(closed, VoucherClosedNow)
    assert database.code_tries.count_documents({}) == 0
    counter.world.clock.set(closed.opens_at)
    assert (await counter.redeems(bought.code)).state == "redeemed"


async def test_what_is_another_s_does_not_exist(counter: Counter) -> None:
    id_, bob = (await counter.buys()).id, await counter.world.member(BOB)
    assert await counter.returns(id_, bob) == await counter.returns("0" * 32) == VoucherUnknown()
    foreign = await counter.refunds(id_, RIVERSIDE_BIKES)
    assert foreign == await counter.refunds("0" * 32) == VoucherUnknown()
    assert (await counter.voucher(id_)).state is VoucherState.HELD


@pytest.mark.parametrize("state", [State.PAUSED, State.CLOSING])
async def test_who_is_not_active_buys_nothing_and_keeps_what_was_bought(
    counter: Counter, database: Any, state: State
) -> None:
    sells(counter.world, voucher=VoucherTerms(seeds=4, days=3))
    used, off, back = [await counter.buys() for _ in range(3)]
    put_into(database, counter, state)
    assert await counter.buys() == MembershipNotActive(state=state)
    assert (await counter.redeems(used.code)).state == "redeemed"
    assert (await counter.returns(off.id)).state == "returned"
    assert (await counter.refunds(back.id)).state == "refunded"


async def test_nobody_is_there_to_refund_to(counter: Counter, database: Any) -> None:
    bought = await counter.buys()
    await counter.redeems(bought.code)
    put_into(database, counter, State.ERASED)
    assert await counter.refunds(bought.id) == NobodyToRefund()


async def test_no_pass_opens_what_is_bought(counter: Counter) -> None:
    opened = await counter.world.open_pass(counter.who, "coffee", UMBRELLA_KIOSK)
    assert opened == BoughtNotShown(perk="coffee")


async def test_the_same_key_buys_once_and_redeems_once(counter: Counter) -> None:
    bought = [await counter.buys(key="b") for _ in range(3)]
    assert len({each.id for each in bought}) == len({each.code for each in bought}) == 1
    assert await counter.seeds() == 12
    redeemed = [await counter.redeems(bought[0].code, key="r") for _ in range(3)]
    assert [each.state for each in redeemed] == ["redeemed"] * 3
    assert await counter.redeems(bought[0].code) == VoucherUnknown()
