"""A closing that is cut anywhere goes on where it was, and no leaf is there twice."""

import asyncio
from datetime import timedelta

import pytest
from msgspec.structs import replace

from service.jobs.timetable import TIMETABLE
from service.store.path.chunk import FenceDown
from service.store.schema.page import LEDGER_SALTS
from tests.ledger.book import JOB, Book, award
from tests.ledger.test_close import CLOSING, MIDNIGHT
from tests.people import DAY, NOON
from tests.settlement.cut import Runner, take_over

CLOSE = next(job for job in TIMETABLE if job.name == JOB)
# Begun, three chunks of 4, 4 and 2 leaves, signed; then a day without any: begun, signed.
STEPS = 7

pytestmark = pytest.mark.usefixtures("few")


@pytest.fixture
def full(book: Book) -> Book:
    """Ten transfers on a day that is over, and another day after it."""
    book.awards(range(10), NOON)
    book.clock.set(CLOSING + DAY)
    return book


def assert_closed(book: Book) -> None:
    assert book.leaves() == {
        "2026-03-04": [award(number, NOON).id for number in range(10)],
        "2026-03-05": [],
    }


async def rest(runner: Runner) -> int:
    steps = 0
    while await runner.step():
        steps += 1
    return steps


async def test_dropped_after_every_chunk(full: Book) -> None:
    steps = 0
    while await (await take_over(full.context, CLOSE)).step():
        steps += 1
        assert steps <= STEPS
    assert steps == STEPS
    assert_closed(full)
    assert await full.wrong() == []


@pytest.mark.parametrize("cut", range(STEPS + 1))
async def test_dropped_once_and_another_goes_on(full: Book, cut: int) -> None:
    first = await take_over(full.context, CLOSE)
    for _ in range(cut):
        await first.step()
    assert await rest(await take_over(full.context, CLOSE)) == STEPS - cut
    assert_closed(full)
    assert await full.wrong() == []


@pytest.mark.parametrize("cut", range(STEPS))
async def test_a_chunk_that_is_done_twice_is_done_once(full: Book, cut: int) -> None:
    runner = await take_over(full.context, CLOSE)
    for _ in range(cut):
        await runner.step()
    chunk = await runner.think()
    assert chunk is not None
    await runner.do(chunk)
    done = (full.days(), full.chunks())
    await runner.do(chunk)
    assert (full.days(), full.chunks()) == done
    await rest(runner)
    assert_closed(full)


@pytest.mark.parametrize("cut", range(STEPS))
async def test_who_has_lost_the_slot_writes_nothing(full: Book, cut: int) -> None:
    slow = await take_over(full.context, CLOSE)
    for _ in range(cut):
        await slow.step()
    chunk = await slow.think()
    assert chunk is not None
    quick = await take_over(full.context, CLOSE)
    before = (full.days(), full.chunks())
    with pytest.raises(FenceDown):
        await slow.do(chunk)
    assert (full.days(), full.chunks()) == before
    await rest(quick)
    assert_closed(full)


@pytest.mark.parametrize("cut", range(STEPS))
async def test_a_run_by_name_at_the_same_time_has_a_slot_of_its_own_and_harms_nothing(
    full: Book, cut: int
) -> None:
    """Two slots, so no fence is between them: each has thought of the same next step."""
    first = await take_over(full.context, CLOSE)
    for _ in range(cut):
        await first.step()
    full.clock.advance(timedelta(seconds=1))
    second = await take_over(full.context, CLOSE)
    one, other = await first.think(), await second.think()
    assert one is not None
    assert other is not None
    await asyncio.gather(first.do(one), second.do(other))
    await asyncio.gather(rest(first), rest(second))
    assert_closed(full)
    assert await full.wrong() == []


async def test_what_turns_up_between_two_chunks_is_in_one_day_only(full: Book) -> None:
    runner, number = await take_over(full.context, CLOSE), 10
    while await runner.step():
        full.awards([number], MIDNIGHT - timedelta(minutes=number))
        number += 1
    await full.close(CLOSING + 2 * DAY)
    leaves = [id_ for ids in full.leaves().values() for id_ in ids]
    assert sorted(leaves) == sorted(award(n, NOON).id for n in range(number))
    assert await full.wrong() == []


async def test_a_key_that_somebody_else_has_made_meanwhile_is_taken(full: Book) -> None:
    runner = await take_over(full.context, CLOSE)
    await runner.step()
    chunk = await runner.think()
    assert chunk is not None
    [fresh] = chunk.commands[0].body.keys
    other = replace(fresh, key=b"o" * 32)
    full.database.ledger_salts.insert_one(LEDGER_SALTS.encode(other))
    await runner.do(chunk)
    assert full.chunks() == []
    await rest(runner)
    assert_closed(full)
    assert await full.wrong() == []
