"""Gates: what is let in is let in before they close, and what comes later is refused."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from rewards.refusal import Refusal
from service.store.close_gates import close_gates
from service.store.collection import Collection, Key
from service.store.connect import DRIVERS, OPTIONS
from service.store.gate import GATES_EACH, Gate, gate_id, gates_of
from service.store.path.command import Command, Enter, Insert, Outcome, Rule
from service.store.path.limits import Limits
from service.store.path.record import RECORDS
from service.store.path.state import RuleError, View
from service.store.store import Store
from tests.store.path.toy import NOW, SLIPS, TOYS, Slip

GATES = Collection("gates", Gate, gates=True)
ROOMS = TOYS | {GATES.name: GATES}
HOUR = timedelta(hours=1)


class Come(msgspec.Struct, frozen=True, kw_only=True):
    """Come in; `blindly` enters without looking whether the gate is open."""

    slip: str
    blindly: bool = False


class Came(msgspec.Struct, frozen=True, kw_only=True):
    slip: str


class Shut(Refusal, frozen=True, kw_only=True):
    def detail(self) -> str:
        return "It is closed."


def needs(command: Command[Come], _view: View) -> Iterable[Key]:
    yield GATES.key(gate_id("hall", command.gate))
    yield SLIPS.key(command.body.slip)


def decide(command: Command[Come], view: View) -> Outcome[Came]:
    gate = view.get(GATES, gate_id("hall", command.gate))
    if gate is None or not (command.body.blindly or gate.lets_in(command.offset)):
        return Outcome(Shut())
    view.get(SLIPS, command.body.slip)
    slip = Slip(id=command.body.slip, jar="", coins=1)
    return Outcome(Came(slip=slip.id), (Enter(GATES, gate), Insert(SLIPS, slip)))


COME = Rule("come", Came, needs, decide)


def come(slip: str, *, gate: int = 0, offset: timedelta = timedelta(0), **more: Any) -> Any:
    body = Come(slip=slip, **more)
    programme: Any = None
    return Command(COME, body, "test", slip, NOW, NOW, programme, gate=gate, offset=offset)


@pytest.fixture
async def halls(mongo_url: str, database_name: str, driver_name: str, database: Any) -> Any:
    """Two processes' stores on one database."""
    database.create_collection(GATES.name)
    made = [
        Store(DRIVERS[driver_name](mongo_url, database_name, **OPTIONS), Limits(), ROOMS)
        for _ in range(2)
    ]
    yield made
    for store in made:
        await store.close()


def build(database: Any, closes_at: datetime) -> None:
    gates = [GATES.encode(gate) for gate in gates_of("hall", closes_at)]
    for raw in gates:
        raw.pop("read_at")
    database.gates.insert_many(gates)


async def test_an_open_gate_lets_in_and_counts(halls: Any, database: Any) -> None:
    build(database, datetime.now(UTC) + HOUR)
    answers = await asyncio.gather(*(halls[0].apply(come(f"s{n}", gate=3)) for n in range(5)))
    assert [each.answer for each in answers] == [Came(slip=f"s{n}") for n in range(5)]
    assert [each["entries"] for each in database.gates.find().sort("_id")] == [0, 0, 0, 5] + [0] * 4


@pytest.mark.parametrize(
    ("closes_in", "ahead"), [(-HOUR, timedelta(0)), (HOUR, HOUR), (timedelta(0), timedelta(0))]
)
async def test_its_time_closes_it_by_the_databases_clock(
    halls: Any, database: Any, closes_in: timedelta, ahead: timedelta
) -> None:
    build(database, datetime.now(UTC) + closes_in)
    assert (await halls[0].apply(come("s", offset=ahead))).answer == Shut()
    assert database.slips.count_documents({}) == 0


async def test_a_clock_that_is_behind_lets_in_what_would_be_too_late(
    halls: Any, database: Any
) -> None:
    build(database, datetime.now(UTC) - HOUR)
    answered = await halls[0].apply(come("s", offset=-2 * HOUR))
    assert answered.answer == Came(slip="s")


async def test_closed_is_closed_whatever_the_time(halls: Any, database: Any) -> None:
    build(database, datetime.now(UTC) + HOUR)
    await halls[0].apply(come("early", gate=7))
    assert await close_gates(halls[0], "hall") == 1
    assert await close_gates(halls[1], "hall") == 1
    for number in range(GATES_EACH):
        assert (await halls[1].apply(come(f"late{number}", gate=number))).answer == Shut()


async def test_where_there_is_no_gate_nobody_comes_in(halls: Any) -> None:
    assert (await halls[0].apply(come("s"))).answer == Shut()


async def test_a_rule_that_does_not_look_is_a_defect(halls: Any, database: Any) -> None:
    build(database, datetime.now(UTC) - HOUR)
    with pytest.raises(RuleError):
        await halls[0].apply(come("s", blindly=True))


async def test_a_gate_that_closes_between_reading_and_writing_lets_nobody_in(
    halls: Any, database: Any
) -> None:
    """Read while it is open, for a quarter of a second to come: the batch is decided anew."""
    build(database, datetime.now(UTC) + timedelta(milliseconds=250))
    stop = asyncio.get_running_loop().time() + 0.6
    accepted: list[str] = []

    async def knock(store: Any, gate: int) -> None:
        number = 0
        while asyncio.get_running_loop().time() < stop:
            number += 1
            answered = await store.apply(come(f"g{gate}n{number}", gate=gate))
            if isinstance(answered.answer, Came):
                accepted.append(answered.answer.slip)
            else:
                assert answered.answer == Shut()

    await asyncio.gather(*(knock(halls[n % 2], n) for n in range(GATES_EACH)))
    assert accepted
    assert sorted(accepted) == sorted(each["_id"] for each in database.slips.find())
    assert await close_gates(halls[0], "hall") == len(accepted)


async def test_whatever_came_in_is_there_once_all_gates_are_closed(
    halls: Any, database: Any
) -> None:
    """200 race the closing, over two processes: no one more after it, and none accepted is lost."""
    build(database, datetime.now(UTC) + HOUR)
    racing = [
        asyncio.create_task(halls[n % 2].apply(come(f"s{n}", gate=n % GATES_EACH)))
        for n in range(200)
    ]
    await asyncio.wait(racing, return_when=asyncio.FIRST_COMPLETED)
    entries = await close_gates(halls[0], "hall")
    there = {each["_id"] for each in database.slips.find()}
    answers = [each.answer for each in await asyncio.gather(*racing)]
    accepted = {each.slip for each in answers if isinstance(each, Came)}
    assert accepted == there == {each["_id"] for each in database.slips.find()}
    assert len(there) == entries
    assert len(answers) - len(accepted) == sum(each == Shut() for each in answers)
    assert database[RECORDS.name].count_documents({}) == 200
