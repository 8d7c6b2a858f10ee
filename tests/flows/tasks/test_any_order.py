"""The same events and reversals end the same, in whatever order, batches and repetitions they come.

Told are what a purse holds in all, which completions stand and for how many seeds, the streak, and
what the caps are measured by. Each order has a member of its own in one database, and the orders
of an example race each other.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from itertools import count, cycle
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rewards.ledger.reverse import ReversalPolicy
from service.flows.sign_in.sign_in import SignedIn
from service.store.path.refusals import Busy, OutcomeUnknown, Overloaded
from tasks.kinds import TaskKind
from tasks.streak.streak import Streak
from tasks.task import Task
from tests.flows.tasks.crowd import completions, declare, follower, second_process, task_of
from tests.flows.world import World
from tests.people import ALICE, DAY, HOUR, NOON

Worlds = tuple[World, World]
OrdersEnd = Callable[..., Awaitable[None]]


class Told(NamedTuple):
    """An event, or its reversal, of one task; `back` takes it back."""

    task: str
    event: str
    hours: int
    back: bool = False
    amount: int = 1


KINDS = {
    "daily": task_of("daily", TaskKind.DAILY, 20),
    "once": task_of("once", TaskKind.ONCE, 30),
    "weekly": task_of("weekly", TaskKind.WEEKLY, 50),
    "days": task_of("days", TaskKind.DAYS, 70, target=2, window_days=7),
    "litres": task_of("litres", TaskKind.CUMULATIVE, 110, target=5, unit="litres"),
}
"""Each task pays another number of seeds: a sum tells which of them stand."""

# Hours before noon of a Saturday, so that the dates are Berlin's and those of UTC.
EVENTS = [
    Told("daily", "a", -47),
    Told("daily", "b", -46),
    Told("daily", "c", -22),
    Told("once", "a", -20),
    Told("once", "b", -1),
    Told("weekly", "a", -30),
    Told("weekly", "b", -10),
    Told("days", "a", -47),
    Told("days", "b", -24),
    Told("days", "c", -1),
    Told("litres", "a", -40, amount=3),
    Told("litres", "b", -2, amount=2),
    Told("litres", "c", -1, amount=4),
]
COLLECT = Told("", "collect", 0)


def tasks_by(policy: ReversalPolicy) -> list[Task]:
    return [msgspec.structs.replace(each, reversal=policy) for each in KINDS.values()]


async def play(worlds: Worlds, who: SignedIn, member: str, steps: list[list[Told]]) -> None:
    """Each inner list at once, one after the other: a batch each, more or less."""
    turn = cycle(worlds)
    for batch in steps:
        await asyncio.gather(*(_tell(next(turn), who, member, told) for told in batch))


async def _tell(world: World, who: SignedIn, member: str, told: Told) -> None:
    if told == COLLECT:
        await world.collect(who)
        return
    tell = world.reverse if told.back else world.complete
    more = {"task": told.task, "event": told.event, "amount": told.amount}
    at = world.clock.domain_now() + told.hours * HOUR
    answered = await tell(member, event_at=at, **more)
    assert not isinstance(answered.answer, Busy | OutcomeUnknown | Overloaded)


class Ends(NamedTuple):
    """What there is in the end, without what only says how it came there."""

    held: int
    earned: int
    stand: list[tuple[str, str]]
    streak: Streak


async def ends(world: World, database: Any, who: SignedIn) -> Ends:
    account = await world.account(who)
    stand = [one for one in completions(database, who) if one.revoked_at is None]
    return Ends(
        held=account.purse.ripe + account.purse.seeds - account.purse.debt,
        earned=sum(each.seeds for each in account.earned if each.campaign is None),
        stand=sorted((one.task, re.sub(r"-r\d+$", "", one.period)) for one in stand),
        streak=account.streak,
    )


def owed(told: Iterable[Told]) -> int:
    """The seeds of what stands, worked out by hand and in no order at all."""
    gone = {one._replace(back=False) for one in told if one.back}
    stand = {one for one in told if not one.back} - gone
    dates = {task: {_date(one) for one in stand if one.task == task} for task in KINDS}
    litres = sum(one.amount for one in stand if one.task == "litres")
    return (
        20 * len(dates["daily"])
        + 30 * bool(dates["once"])
        + 50 * bool(dates["weekly"])
        + 70 * (len(dates["days"]) >= 2)
        + 110 * (litres >= 5)
    )


def _date(told: Told) -> date:
    return (NOON + told.hours * HOUR).date()


class Example(NamedTuple):
    """Three orders of what is `told`, with repetitions, cut into batches; one batch in so many
    `collects` too."""

    lines: list[list[list[Told]]]
    told: frozenset[Told]
    collects: int


@st.composite
def orders(draw: st.DrawFn) -> Example:
    """Some events and reversals of them."""
    chosen = draw(st.lists(st.sampled_from(EVENTS), min_size=3, unique=True))
    back = draw(st.lists(st.sampled_from(chosen), min_size=1, unique=True))
    told = [*chosen, *(one._replace(back=True) for one in back)]
    found = []
    for _ in range(3):
        twice = draw(st.lists(st.sampled_from(told), max_size=4))
        line = draw(st.permutations(told + twice))
        sizes = draw(st.lists(st.integers(1, 8), min_size=len(line), max_size=len(line)))
        found.append(_cut(line, sizes))
    return Example(lines=found, told=frozenset(told), collects=draw(st.integers(1, 3)))


def _cut(line: list[Told], cuts: list[int]) -> list[list[Told]]:
    found, start = [], 0
    for size in cuts:
        found.append(line[start : start + size])
        start += size
    return [batch for batch in found if batch]


def _collecting(steps: list[list[Told]], every: int) -> list[list[Told]]:
    return [[*batch, COLLECT] if n % every == 0 else batch for n, batch in enumerate(steps)]


@pytest.mark.parametrize("policy", list(ReversalPolicy))
async def test_all_orders_end_the_same(orders_end: OrdersEnd, policy: ReversalPolicy) -> None:
    await orders_end(policy, examples=3)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("policy", list(ReversalPolicy))
async def test_many_more_orders_end_the_same(orders_end: OrdersEnd, policy: ReversalPolicy) -> None:
    await orders_end(policy, examples=30)


@pytest.fixture
async def orders_end(world: World, mongo_url: str, database_name: str, database: Any) -> OrdersEnd:
    """Plays examples on two processes; people and weeks are new in each, the database is not."""
    numbers = count()

    async def each(policy: ReversalPolicy, examples: int) -> None:
        declare(world, *tasks_by(policy))
        async with second_process(world, mongo_url, database_name) as other:

            async def once(example: Example) -> None:
                await _once(world, other, database, policy, example, next(numbers))

            await _many(once, examples)

    return each


async def _once(
    world: World, other: World, database: Any, policy: ReversalPolicy, example: Example, number: int
) -> None:
    world.clock.advance(NOON + number * 28 * DAY - world.clock.domain_now())
    names = [f"member {number}-{line}" for line in range(len(example.lines))]
    people = [await follower(world, msgspec.structs.replace(ALICE, name=n), *KINDS) for n in names]
    world.clock.advance(3 * DAY)
    await asyncio.gather(
        *(
            play((world, other), *person, _collecting(steps, example.collects + line))
            for line, (person, steps) in enumerate(zip(people, example.lines, strict=True))
        )
    )
    found = [await ends(world, database, who) for who, _ in people]
    least, most = owed(example.told), owed({one for one in example.told if not one.back})
    for each in found:
        assert each.stand == found[0].stand
        assert each.streak == found[0].streak
        assert each.held == each.earned
        # What was collected stays by one policy, so there it matters when; but it is paid once.
        assert least <= each.held <= (most if policy is ReversalPolicy.PENDING_ONLY else least)


async def _many(once: Callable[[Example], Awaitable[None]], examples: int) -> None:
    """Hypothesis calls a plain function: this hands each example to the loop and waits for it."""
    loop = asyncio.get_running_loop()

    @given(orders())
    @settings(max_examples=examples, deadline=None, database=None)
    def example(drawn: Example) -> None:
        asyncio.run_coroutine_threadsafe(once(drawn), loop).result()

    await asyncio.to_thread(example)
