"""Paying with seeds, end to end: who may, what is told, what is booked."""

from datetime import UTC, datetime
from typing import Any

import pytest

from rewards.ledger.refusals import AmountOutOfRange, HoldEnded, NotEnoughSeeds, TooManyHolds
from rewards.ledger.spending.refusals import NobodyToRefund, SpendingUnknown, WrongSpendingState
from rewards.ledger.spending.spending import SpendingState, VoidedBy
from rewards.perks.refusals import MerchantUnknown
from service.members.consents import Purpose
from service.members.refusals import MembershipNotActive
from service.members.states import State
from tests.flows.spending.scenes import Till, payer
from tests.flows.world import World
from tests.people import BOB, MINUTE, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK


@pytest.fixture
async def till(world: World) -> Till:
    return await payer(world)


def told(database: Any) -> list[Any]:
    kinds = {"kind": {"$regex": "^hold_"}}
    return [(one["kind"], one["parameters"]) for one in database.inbox.find(kinds)]


def put_into(database: Any, till: Till, state: State) -> None:
    changed = {"$set": {"state": state.value}}
    database.accounts.update_one({"_id": till.who.account}, changed)
    database.members.update_one({"_id": till.who.member}, changed)


async def test_a_part_is_paid_and_the_rest_comes_back(till: Till, database: Any) -> None:
    held = await till.set_aside(15, what="order-7")
    assert (held.state, held.ends_at, held.what) == ("held", NOON + 15 * MINUTE, "order-7")
    assert await till.seeds() == (20, 5)
    paid = await till.says("post", held.id, seeds=12)
    assert (paid.state, paid.posted) == ("posted", 12)
    assert await till.seeds() == (8, 8)
    assert told(database) == [
        (
            "hold_posted",
            {
                "hold": held.id,
                "merchant": UMBRELLA_KIOSK,
                "seeds": 15,
                "posted": 12,
                "what": "order-7",
            },
        )
    ]
    events = [one["kind"] for one in database.outbox.find({"kind": {"$regex": "hold|aside"}})]
    assert events == ["seeds_set_aside", "hold_posted"]


async def test_what_was_paid_is_refunded_whole_and_once(till: Till) -> None:
    hold = (await till.set_aside(15)).id
    await till.says("post", hold, seeds=12)
    assert (await till.says("refund", hold)).state == "refunded"
    assert await till.seeds() == (20, 20)
    assert await till.says("refund", hold) == WrongSpendingState(
        state="refunded", wanted="refunded", allowed=()
    )
    assert await till.seeds() == (20, 20)


async def test_both_may_call_it_off_and_it_is_known_who_did(till: Till, database: Any) -> None:
    one, two = [(await till.set_aside(5)).id for _ in range(2)]
    assert (await till.cancels(one)).voided_by is VoidedBy.MEMBER
    assert (await till.says("void", two)).voided_by is VoidedBy.MERCHANT
    assert await till.seeds() == (20, 20)
    assert [given["voided_by"] for _, given in told(database)] == ["member", "merchant"]
    for hold in (one, two):
        wrong = WrongSpendingState(state="voided", wanted="posted", allowed=())
        assert await till.says("post", hold) == wrong


async def test_a_no_says_why_and_changes_nothing(till: Till) -> None:
    assert await till.set_aside(21) == NotEnoughSeeds(wanted=21, available=20)
    assert await till.set_aside(merchant="nobody") == MerchantUnknown(merchant="nobody")
    assert isinstance(await till.set_aside(0), AmountOutOfRange)
    hold = (await till.set_aside(10)).id
    assert await till.says("post", hold, seeds=11) == AmountOutOfRange(amount=11, most=10)
    assert await till.says("refund", hold) == WrongSpendingState(
        state="held", wanted="refunded", allowed=("ended", "posted", "voided")
    )
    assert await till.seeds() == (20, 10)


async def test_only_so_many_are_open_at_once(till: Till) -> None:
    most = till.world.context.programme().numbers.ledger.holds_max
    for _ in range(most):
        await till.set_aside(1)
    assert await till.set_aside(1) == TooManyHolds(holds=most, most=most)


async def test_what_is_another_s_does_not_exist(till: Till) -> None:
    hold, bob = (await till.set_aside()).id, await till.world.member(BOB)
    for verb in ("post", "void", "refund"):
        foreign = await till.says(verb, hold, merchant=RIVERSIDE_BIKES)
        assert foreign == await till.says(verb, "0" * 32) == SpendingUnknown()
    assert await till.cancels(hold, bob) == await till.cancels("0" * 32) == SpendingUnknown()
    assert (await till.spending(hold)).state is SpendingState.HELD


@pytest.mark.parametrize("state", [State.PAUSED, State.CLOSING])
async def test_who_is_not_active_sets_nothing_aside_and_keeps_what_was_agreed(
    till: Till, database: Any, state: State
) -> None:
    paid, off, back = [(await till.set_aside(5)).id for _ in range(3)]
    await till.says("post", back)
    put_into(database, till, state)
    assert await till.set_aside() == MembershipNotActive(state=state)
    assert (await till.says("post", paid)).state == "posted"
    assert (await till.cancels(off)).state == "voided"
    assert (await till.says("refund", back)).state == "refunded"


async def test_nobody_is_there_to_refund_to(till: Till, database: Any) -> None:
    hold = (await till.set_aside(5)).id
    await till.says("post", hold)
    put_into(database, till, State.ERASED)
    assert await till.says("refund", hold) == NobodyToRefund()


async def test_from_its_end_on_nothing_is_taken(till: Till) -> None:
    hold = (await till.set_aside(minutes=15)).id
    ended = till.world.later(minutes=15)
    assert await till.says("post", hold) == HoldEnded(id=hold, ended_at=ended)
    assert await till.seeds() == (20, 10)
    assert (await till.cancels(hold)).state == "voided"


async def test_what_has_expired_cannot_be_set_aside_and_goes_back_by_the_way(
    till: Till, database: Any
) -> None:
    till.world.clock.set(datetime(2027, 3, 31, 12, tzinfo=UTC))
    # A year later, the first consent has ended.
    linked = await till.world.grant(till.who, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    await till.world.complete(linked.pseudonym)
    till.world.clock.set(datetime(2027, 4, 1, tzinfo=UTC))
    await till.world.collect(till.who)
    assert await till.seeds() == (40, 40)
    assert await till.set_aside(21) == NotEnoughSeeds(wanted=21, available=20)
    assert (await till.set_aside(20)).state == "held"
    assert await till.seeds() == (20, 0)
    assert database.inbox.count_documents({"kind": "seeds_expired"}) == 1


async def test_the_same_key_pays_once(till: Till) -> None:
    hold = (await till.set_aside(10)).id
    answers = [await till.says("post", hold, key="k") for _ in range(3)]
    assert [answer.posted for answer in answers] == [10] * 3
    assert await till.seeds() == (10, 10)
