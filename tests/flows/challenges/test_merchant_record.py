"""A merchant's record after appeals of broken promises: once each, whoever ends them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.perks.merchant_record import MerchantRecord
from rewards.perks.rentals.claim import breach_id
from rewards.refusal import Refusal
from service.check.run import check
from service.store.schema.page import MERCHANT_RECORDS
from tests.flows.challenges.scenes import Court, court
from tests.flows.world import World
from tests.people import UMBRELLA_KIOSK


@pytest.fixture
async def alice(world: World, database: Any) -> AsyncIterator[Court]:
    yield await court(world, database)
    report = await check(world.context.store)
    assert report.green, report.violations


async def kept(alice: Court) -> tuple[int, ...] | None:
    """Appeals, lost, silent, withdrawn, answered."""
    found = await alice.world.context.store.get(MERCHANT_RECORDS, UMBRELLA_KIOSK)
    if found is None:
        return None
    return (found.appeals, found.lost, found.silent, found.withdrawn, found.answered)


async def appealed(alice: Court) -> str:
    rental = await alice.counter.broken()
    await alice.counter.member_says("appeal", rental)
    return breach_id(rental)


async def test_an_open_appeal_leaves_none(alice: Court) -> None:
    evidence = await appealed(alice)
    await alice.answer(evidence, insists=True)
    assert await kept(alice) is None


async def test_each_end_is_counted_and_none_twice(alice: Court) -> None:
    for upheld in (True, False):
        evidence = await appealed(alice)
        await alice.answer(evidence, insists=True)
        await alice.decide(evidence, upheld=upheld)
        assert isinstance(await alice.decide(evidence, upheld=upheld), Refusal)
    await alice.answer(await appealed(alice), insists=False)
    assert await kept(alice) == (3, 1, 0, 1, 3)


async def test_silence_is_counted_by_the_job_however_often_it_runs(alice: Court) -> None:
    await appealed(alice)
    alice.world.later(days=7)
    await alice.run("end_challenges")
    await alice.run("end_challenges")
    assert await kept(alice) == (1, 1, 1, 0, 0)


async def test_what_is_no_broken_promise_is_not_in_it(alice: Court) -> None:
    evidence = await alice.late()
    await alice.challenge(evidence)
    await alice.answer(evidence, insists=False)
    assert await kept(alice) is None


async def test_ends_that_race_are_counted_once(alice: Court) -> None:
    evidence = await appealed(alice)
    answers = await asyncio.gather(*(alice.answer(evidence, insists=False) for _ in range(5)))
    assert sum(not isinstance(each, Refusal) for each in answers) == 1
    assert await kept(alice) == (1, 0, 0, 1, 1)


async def test_it_names_nobody(alice: Court, database: Any) -> None:
    await alice.answer(await appealed(alice), insists=False)
    stored = str(list(database.merchant_records.find()))
    assert alice.account not in stored
    fields = set(MerchantRecord.__struct_fields__)
    assert fields == {
        "id", "appeals", "lost", "silent", "withdrawn", "answered", "answer_seconds", "version"
    }  # fmt: skip
