"""The same thing, many times at once, at two servers."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from tests.faults import numbers
from tests.faults.book import REPLAYED, answer_of
from tests.faults.crowd import SEEDS, Customer, Order
from tests.faults.load import ask
from tests.faults.numbers import SENDS
from tests.faults.stage import Stage, open_stage
from tests.faults.wire import Reply

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
async def stage(mongo_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """Two servers for all these tests, and the proof after the last."""
    folder = tmp_path_factory.mktemp("same-request")
    async with open_stage(mongo_url, folder, numbers.chance()) as opened:
        await opened.serve_two()
        yield opened
        await opened.prove()


@pytest.fixture
async def alice(stage: Stage) -> Customer:
    (alice,) = await stage.crowd.settle(1, tasks=10)
    return alice


def report(stage: Stage, who: Customer, task: str, key: str | None = None) -> Order:
    order = stage.crowd.completion(who, task, stage.chance)
    order.key = key or order.key
    return order


async def at_once(stage: Stage, orders: list[Order]) -> list[Reply]:
    """Every order on a connection of its own, in turn at each server, all together."""
    ports = [server.port for server in stage.servers]
    asks = (ask(order, ports[n % len(ports)]) for n, order in enumerate(orders))
    return await asyncio.gather(*asks)


def keep(stage: Stage, orders: list[Order], replies: list[Reply]) -> None:
    """What was acknowledged belongs to what is proved at the end."""
    for order, reply in zip(orders, replies, strict=True):
        assert stage.book.note(order, reply, 0), reply
    stage.orders += {order.key: order for order in orders}.values()


async def test_one_completion_sent_50_times_has_one_effect_and_one_answer(
    stage: Stage, alice: Customer
) -> None:
    for task in alice.tasks:
        orders = [report(stage, alice, task)] * SENDS
        replies = await at_once(stage, orders)
        keep(stage, orders, replies)
        said = {"task": task, "seeds": SEEDS, "already": False}
        assert answer_of(replies[0])[1].items() >= said.items()
        assert sum(REPLAYED not in reply.headers for reply in replies) == 1


async def test_one_completion_under_50_keys_counts_once(stage: Stage, alice: Customer) -> None:
    for task in alice.tasks:
        orders = [report(stage, alice, task) for _ in range(SENDS)]
        replies = await at_once(stage, orders)
        keep(stage, orders, replies)
        already = Counter(answer_of(reply)[1]["already"] for reply in replies)
        assert already == {True: SENDS - 1, False: 1}


async def test_a_used_key_with_another_body_is_refused_everywhere(
    stage: Stage, alice: Customer
) -> None:
    order = report(stage, alice, alice.tasks[0])
    keep(stage, [order], await at_once(stage, [order]))
    other = report(stage, alice, alice.tasks[1], order.key)
    replies = await at_once(stage, [other] * 2)
    assert [answer_of(reply)[1]["code"] for reply in replies] == ["key_reused"] * 2
    assert [reply.status for reply in replies] == [422] * 2


async def test_two_bodies_race_for_one_key_and_one_of_them_wins(
    stage: Stage, alice: Customer
) -> None:
    for one, another in zip(alice.tasks[::2], alice.tasks[1::2], strict=True):
        order = report(stage, alice, one)
        both = [order, report(stage, alice, another, order.key)] * (SENDS // 2)
        replies = await at_once(stage, both)
        told = list(zip(both, replies, strict=True))
        assert {reply.status for _, reply in told} == {200, 422}
        won = [(order, reply) for order, reply in told if reply.status == 200]
        assert len({order.task for order, _ in won}) == 1
        keep(stage, [order for order, _ in won], [reply for _, reply in won])
