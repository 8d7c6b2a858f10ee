"""One runner: order, retries, what is set aside, stopping, giving up."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from rewards.refusal import Refusal
from service.flows.context import Context
from service.jobs.due import Due, slot_of
from service.jobs.effort import Effort
from service.jobs.job import CatchUp, Chunk, Job, JobRefused, Run
from service.jobs.runner import Runner
from service.jobs.scan import scan
from service.jobs.work import End, Work
from service.store.schema.slot import Slot, SlotState
from service.store.slots import Slots
from tests.jobs.toy import AGAIN, ONCE, QUICK, _mark, toy_job

DUE = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class NotToday(Refusal, frozen=True, kw_only=True):
    def detail(self) -> str:
        return "Not today."


async def add(slots: Slots, job: str = "toy", *, hours: int = 0) -> Slot:
    slot = slot_of(job, Due(DUE + hours * HOUR), now=DUE)
    await slots.open([slot])
    return slot


async def now(slots: Slots, slot: Slot) -> Slot:
    found = await slots.find(slot.id)
    assert found is not None
    return found


async def run_one(context: Context, *jobs: Job, effort: Effort = QUICK) -> End | None:
    return await Runner(context, jobs, effort=effort).one(asyncio.Event())


async def test_a_slot_is_run_to_its_end_and_not_again(
    context: Context, slots: Slots, database: Any
) -> None:
    slot = await add(slots)
    job = toy_job(chunks=3, items=10, rule=AGAIN)
    assert await run_one(context, job) is End.DONE
    assert await run_one(context, job) is None
    after = await now(slots, slot)
    assert (after.state, after.progress.done, after.owner) == (SlotState.DONE, 30, None)
    assert database.marks.count_documents({}) == 30


async def test_a_job_runs_one_slot_at_a_time_the_oldest_first(
    context: Context, slots: Slots
) -> None:
    first, second = await add(slots), await add(slots, hours=1)
    held = await slots.claim(first.id, owner="other", lease=timedelta(minutes=1))
    assert held is not None
    assert await run_one(context, toy_job()) is None
    await slots.give_back(held, wait=timedelta(0), error=None)
    assert await run_one(context, toy_job()) is End.DONE
    assert (await now(slots, first)).state is SlotState.DONE
    assert (await now(slots, second)).state is SlotState.DUE


async def test_a_job_that_this_program_does_not_know_is_left_alone(
    context: Context, slots: Slots
) -> None:
    slot = await add(slots, "from-the-future")
    assert await run_one(context, toy_job()) is None
    assert (await now(slots, slot)).token == 0


async def test_a_bad_item_is_set_aside_and_stops_nobody(
    context: Context, slots: Slots, database: Any
) -> None:
    async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
        owners = ["me", "poison", "me", "me"]
        commands = tuple(run.command(ONCE, _mark(run, n, who)) for n, who in enumerate(owners))
        if checkpoint == "end":
            return None
        return Chunk(after="end", commands=commands, items=("a", "b", "c", "d"))

    slot = await add(slots)
    assert await run_one(context, toy_job(next_chunk=next_chunk)) is End.DONE
    after = await now(slots, slot)
    assert [(one.item, one.error) for one in after.progress.set_aside] == [
        ("b", "RuntimeError: a bad item")
    ]
    assert (after.progress.done, database.marks.count_documents({})) == (3, 3)


async def test_an_item_that_the_database_refuses_is_set_aside_too(
    context: Context, slots: Slots, database: Any
) -> None:
    database.command("collMod", "marks", validator={"item": {"$ne": 7}})
    slot = await add(slots)
    assert await run_one(context, toy_job(items=20)) is End.DONE
    after = await now(slots, slot)
    assert [one.item for one in after.progress.set_aside] == ["item 7"]
    assert (after.progress.done, database.marks.count_documents({})) == (19, 19)


async def test_too_many_bad_items_are_a_bad_job(context: Context, slots: Slots) -> None:
    slot = await add(slots)
    assert await run_one(context, toy_job(items=6, owner="poison")) is End.FAILED
    after = await now(slots, slot)
    assert after.state is SlotState.FAILED
    assert after.error == "TooManySetAside: more than 5 items set aside; the last: " + (
        "RuntimeError: a bad item"
    )


async def test_a_failed_try_is_tried_again_and_in_the_end_given_up(
    context: Context, slots: Slots
) -> None:
    async def next_chunk(_run: Run, _checkpoint: str | None) -> Chunk | None:
        raise OSError("no such luck")

    slot = await add(slots)
    job, ends = toy_job(next_chunk=next_chunk), []
    async with asyncio.timeout(10):
        while len(ends) < 3:
            if end := await run_one(context, job):
                ends.append(end)
    assert ends == [End.RETRY, End.RETRY, End.FAILED]
    after = await now(slots, slot)
    assert (after.state, after.error) == (SlotState.FAILED, "OSError: no such luck")
    assert await run_one(context, job) is None


async def test_progress_makes_the_tries_count_anew(context: Context, slots: Slots) -> None:
    async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
        number = int(checkpoint or 0)
        failed.setdefault(number, 0)
        failed[number] += 1
        if failed[number] < 3:
            raise OSError("twice each")
        mark = run.command(ONCE, _mark(run, number, "me"))
        return Chunk(after=str(number + 1), commands=(mark,), items=("x",)) if number < 4 else None

    failed: dict[int, int] = {}
    slot = await add(slots)
    async with asyncio.timeout(20):
        while (await now(slots, slot)).state is not SlotState.DONE:
            assert await run_one(context, toy_job(next_chunk=next_chunk)) is not End.FAILED


async def test_what_cannot_be_helped_by_trying_fails_at_once(
    context: Context, slots: Slots
) -> None:
    async def next_chunk(_run: Run, _checkpoint: str | None) -> Chunk | None:
        raise JobRefused(NotToday())

    slot = await add(slots)
    assert await run_one(context, toy_job(next_chunk=next_chunk)) is End.FAILED
    assert (await now(slots, slot)).error == "JobRefused: Not today."


async def test_stopping_gives_the_slot_back_at_its_checkpoint(
    context: Context, slots: Slots, database: Any
) -> None:
    slot = await add(slots)
    stop, job = asyncio.Event(), toy_job(chunks=10, rule=AGAIN)
    claimed = await slots.claim(slot.id, owner="me", lease=QUICK.lease)
    assert claimed is not None
    work = Work(
        context, slots, job, claimed, effort=QUICK, watch=lambda one: one.done == 4 and stop.set()
    )
    assert await work.run(stop) is End.STOPPED
    back = await now(slots, slot)
    assert (back.state, back.progress.checkpoint, back.attempts) == (SlotState.DUE, "4", 0)
    assert await run_one(context, job) is End.DONE
    assert database.marks.count_documents({}) == 10


async def test_runners_that_die_without_a_word_are_not_followed_for_ever(
    context: Context, slots: Slots
) -> None:
    slot = await add(slots)
    for n in range(3):
        assert await slots.claim(slot.id, owner=f"dead-{n}", lease=timedelta(0)) is not None
    assert await run_one(context, toy_job()) is End.FAILED
    assert (await now(slots, slot)).error == "3 runners ended without a word"


async def test_a_claim_is_one_runners_until_its_lease_ends(context: Context, slots: Slots) -> None:
    slot = await add(slots)
    claims = await asyncio.gather(
        *(slots.claim(slot.id, owner=f"r{n}", lease=timedelta(minutes=1)) for n in range(20))
    )
    assert [one.token for one in claims if one] == [1]


async def test_renewing_does_not_help_once_somebody_else_has_claimed(
    context: Context, slots: Slots
) -> None:
    slot = await add(slots)
    mine = await slots.claim(slot.id, owner="me", lease=timedelta(0))
    assert mine is not None
    assert await slots.renew(mine, lease=timedelta(0))
    other = await slots.claim(slot.id, owner="other", lease=timedelta(minutes=1))
    assert other is not None
    assert other.token == 2
    assert not await slots.renew(mine, lease=timedelta(minutes=1))
    assert not await slots.give_back(mine, wait=timedelta(0), error=None)
    assert not await slots.fail(mine, error="late")
    end = await Work(context, slots, toy_job(), mine, effort=QUICK).run(asyncio.Event())
    assert end is End.LOST


async def test_an_error_that_looks_like_a_field_is_kept_as_it_is(
    context: Context, slots: Slots
) -> None:
    slot = await add(slots)
    mine = await slots.claim(slot.id, owner="$owner", lease=timedelta(minutes=1))
    assert mine is not None
    assert mine.owner == "$owner"
    await slots.give_back(mine, wait=timedelta(0), error="$due")
    assert (await now(slots, slot)).error == "$due"


@pytest.mark.parametrize(("catch_up", "runs"), [(CatchUp.EACH, 5), (CatchUp.NEWEST, 1)])
async def test_missed_times_are_caught_up_with(
    context: Context, slots: Slots, catch_up: CatchUp, runs: int
) -> None:
    job = toy_job(catch_up=catch_up)
    assert await scan(context, [job]) == 0
    hour = context.clock.server_now().replace(minute=0, second=0, microsecond=0)
    await _begin_at(slots, hour - timedelta(hours=4, minutes=30))
    opened = await scan(context, [job])
    late = context.clock.server_now() - hour >= HOUR
    assert opened == (runs if catch_up is CatchUp.NEWEST else runs + late)
    assert await scan(context, [job]) == 0
    newest = await slots.newest("toy")
    assert newest is not None
    assert newest.missed == (0 if catch_up is CatchUp.EACH else 4 + late)


async def _begin_at(slots: Slots, at: datetime) -> None:
    first: Any = await slots.newest("toy")
    await slots._slots.update_one({"_id": first.id}, {"$set": {"due": at}})


async def test_a_newer_time_takes_the_place_of_one_that_nobody_ran(
    context: Context, slots: Slots
) -> None:
    old, manual = await add(slots), slot_of("toy", Due(DUE + HOUR), now=DUE, manual=True)
    await slots.open([manual])
    assert await scan(context, [toy_job(catch_up=CatchUp.NEWEST)]) == 1
    assert (await now(slots, old)).state is SlotState.SKIPPED
    assert (await now(slots, manual)).state is SlotState.DUE


async def test_old_slots_go_but_never_the_newest_nor_a_failed_one(
    context: Context, slots: Slots
) -> None:
    old, failed, newest = [await add(slots, hours=n) for n in range(3)]
    states = (SlotState.DONE, SlotState.FAILED, SlotState.DONE)
    for slot, state in zip((old, failed, newest), states, strict=True):
        await slots._slots.update_one({"_id": slot.id}, {"$set": {"state": state.value}})
    assert await slots.forget(before=DUE + 100 * HOUR, most=10) == 1
    assert {one.id for one in await slots.latest("toy", 9)} == {failed.id, newest.id}


def test_a_slot_is_a_value() -> None:
    slot = slot_of("toy", Due(DUE), now=DUE)
    assert slot.id == "toy:2026-03-04T12:00:00.000Z"
    assert msgspec.structs.replace(slot, token=1) != slot
