"""Who is scored hears of other rules before they act: once for each version; nobody else does."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from rewards.refusal import Refusal
from rewards.score.sesame import SESAME
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.sign_in.sign_in import SignedIn
from service.jobs.by_name import run_by_name
from service.members.consents import Purpose
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.programmes import first_version
from service.store.schema.page import INBOX
from service.store.schema.slot import SlotState
from service.versions.known import Known, Version
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import ALICE, BOB, CHARLIE, DAY, NOON, Person

replace = msgspec.structs.replace


def version(number: int, days: int, **score: Any) -> Programme:
    numbers = replace(DEMO.numbers, score=replace(DEMO.numbers.score, **score))
    return replace(DEMO, version=number, effective_at=NOON + days * DAY, numbers=numbers)


SECOND = replace(SESAME, version=SESAME.version + 1)
OTHER = version(2, 30, scheme=SECOND)
SAME = version(3, 31, scheme=SECOND)
THIRD = version(4, 40, scheme=SECOND, evidence_min=5)
ALL = (DEMO, OTHER, SAME, THIRD)


def known_of(clock: FixedClock, versions: tuple[Programme, ...]) -> Known:
    rows = [Version(first_version(each), each) for each in versions]
    return Known(clock.domain_now, lambda: 0.0, rows)


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    clock = FixedClock(NOON)
    known = known_of(clock, ALL)
    yield World(Context(store=store, clock=clock, programme=known.programme, known=known))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def run(world: World) -> int:
    slot = await run_by_name(
        world.context, "tell_of_schemes", None, stop=asyncio.Event(), effort=QUICK
    )
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    return slot.progress.done


async def scored(world: World, person: Person) -> SignedIn:
    who = await world.member(person)
    await world.grant(who, Purpose.SCORE)
    return who


def told(database: Any, who: SignedIn) -> list[dict[str, Any]]:
    rows = database.inbox.find({"kind": "scheme_changed", "account": who.account}).sort("_id", 1)
    return [INBOX.decode(raw).parameters for raw in rows]


async def test_who_is_scored_hears_of_each_version_once(world: World, database: Any) -> None:
    alice, bob = await scored(world, ALICE), await world.member(BOB)
    assert await run(world) == 2
    world.later(minutes=1)
    assert await run(world) == 0
    assert told(database, alice) == [
        {
            "version": number,
            "scheme": SESAME.id,
            "effective_at": (NOON + days * DAY).isoformat(),
        }
        for number, days in ((2, 30), (4, 40))
    ]
    assert told(database, bob) == []


async def test_who_asks_for_a_score_later_hears_it_the_next_day(
    world: World, database: Any
) -> None:
    await scored(world, ALICE)
    await run(world)
    charlie = await scored(world, CHARLIE)
    world.later(days=1)
    assert await run(world) == 2
    assert len(told(database, charlie)) == 2


async def test_what_is_in_force_is_not_announced_any_more(world: World, database: Any) -> None:
    alice = await scored(world, ALICE)
    world.later(days=30)
    assert await run(world) == 1
    assert [each["version"] for each in told(database, alice)] == [4]


async def test_who_has_withdrawn_hears_nothing(world: World, database: Any) -> None:
    alice = await scored(world, ALICE)
    await world.withdraw(alice, Purpose.SCORE)
    assert await run(world) == 0
    assert told(database, alice) == []


async def test_a_notice_waits_to_be_delivered(world: World, database: Any) -> None:
    await scored(world, ALICE)
    await run(world)
    states = {raw["delivery"]["state"] for raw in database.inbox.find({"kind": "scheme_changed"})}
    assert states == {"pending"}


async def test_without_other_versions_there_is_nothing_to_tell(world: World, database: Any) -> None:
    await scored(world, ALICE)
    known = known_of(world.clock, (DEMO,))
    alone = World(
        Context(
            store=world.context.store, clock=world.clock, programme=known.programme, known=known
        )
    )
    assert await run(alone) == 0
