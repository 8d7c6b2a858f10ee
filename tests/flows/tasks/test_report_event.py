"""A merchant reports a task; see service/flows/tasks/report_event.py."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from rewards.economy import LedgerNumbers
from service.flows.tasks.counted import EventCounted
from service.members.consents import Purpose
from service.members.link import MemberNotLinked
from service.programme_demo import DEMO
from tasks.progress.state import TaskState
from tasks.refusals import (
    EventBeforeJoining,
    EventInFuture,
    EventTooOld,
    NotJoined,
    TaskUnknown,
    UntrustedSource,
)
from tests.flows.world import World
from tests.people import ALICE, BOB, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

DONE = EventCounted(
    task="return-umbrella",
    period="2026-03-04",
    state=TaskState.COMPLETED,
    done=1,
    goal=1,
    seeds=20,
    already=False,
)


async def test_a_completion_makes_ripe_seeds_and_one_event(world: World, database: Any) -> None:
    alice, member = await world.linked(ALICE)
    done = await world.complete(member)
    assert done.answer == DONE
    account = await world.account(alice)
    assert (account.purse.ripe, account.purse.seeds) == (20, 0)
    assert database.transfers.count_documents({"account": alice.account, "reason": "award"}) == 1
    event = database.outbox.find_one({"account": alice.account, "kind": "task_completed"})
    assert event["sequence"] == account.version


async def test_a_second_report_in_the_same_period_gets_the_old_answer(world: World) -> None:
    alice, member = await world.linked(ALICE)
    await world.complete(member)
    again = await world.complete(member)
    assert again.answer == EventCounted(**{**_fields(DONE), "already": True})
    assert (await world.account(alice)).purse.ripe == 20


async def test_the_next_day_counts_again(world: World) -> None:
    alice, member = await world.linked(ALICE)
    await world.complete(member)
    world.later(days=1)
    await world.complete(member)
    assert (await world.account(alice)).purse.ripe == 40


async def test_the_day_is_the_members_not_the_servers(world: World) -> None:
    _, member = await world.linked(BOB)
    world.later(hours=5)
    done = await world.complete(member)
    assert done.answer.period == "2026-03-05"


async def test_fifty_reports_at_once_count_once(world: World) -> None:
    alice, member = await world.linked(ALICE)
    answers = await asyncio.gather(
        *(world.complete(member, key=f"k{n % 5}", event_at=NOON) for n in range(50))
    )
    assert {one.answer.seeds for one in answers} == {20}
    assert sum(not one.answer.already for one in answers if not one.replayed) == 1
    assert (await world.account(alice)).purse.ripe == 20


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"task": "no-such-task"}, TaskUnknown),
        ({"task": "mend-umbrella"}, NotJoined),
        ({"task": "weekly-ride"}, UntrustedSource),
        ({"event_at": NOON + timedelta(minutes=6)}, EventInFuture),
        ({"event_at": NOON - timedelta(hours=73)}, EventTooOld),
        ({"event_at": NOON - timedelta(hours=1)}, EventBeforeJoining),
        ({"merchant": RIVERSIDE_BIKES}, MemberNotLinked),
    ],
)
async def test_what_cannot_count_is_refused_and_changes_nothing(
    world: World, change: dict[str, Any], refusal: type
) -> None:
    alice, member = await world.linked(ALICE)
    before = await world.account(alice)
    refused = await world.complete(member, **change)
    assert isinstance(refused.answer, refusal)
    assert await world.account(alice) == before


async def test_somebody_who_does_not_exist_is_not_linked(world: World) -> None:
    assert (await world.complete("nobody")).answer == MemberNotLinked()


async def test_an_account_id_is_no_pseudonym(world: World) -> None:
    alice, _ = await world.linked(ALICE)
    assert (await world.complete(alice.account)).answer == MemberNotLinked()


async def test_after_withdrawal_nothing_counts_and_no_answer_is_repeated(world: World) -> None:
    alice, member = await world.linked(ALICE)
    await world.complete(member, key="k", event_at=NOON)
    await world.withdraw(alice, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    assert (await world.complete(member)).answer == MemberNotLinked()
    replay = await world.complete(member, key="k", event_at=NOON)
    assert replay.answer == MemberNotLinked()
    assert replay.replayed


async def test_a_link_survives_a_renewal_and_differs_between_merchants(world: World) -> None:
    alice, member = await world.linked(ALICE)
    again = await world.grant(alice, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    other = await world.grant(alice, Purpose.TASK_EVENTS, RIVERSIDE_BIKES)
    assert again.pseudonym == member
    assert other.pseudonym not in {member, alice.account, alice.member}


async def test_a_full_basket_makes_room_and_loses_nothing(world: World) -> None:
    alice, member = await world.linked(ALICE)
    small = msgspec.structs.replace(
        DEMO,
        numbers=msgspec.structs.replace(DEMO.numbers, ledger=LedgerNumbers(ripe_entries_max=2)),
    )
    world.context = replace(world.context, programme=lambda: small)
    for _ in range(4):
        assert (await world.complete(member)).answer.seeds == 20
        world.later(days=1)
    purse = (await world.account(alice)).purse
    assert (purse.ripe, purse.seeds) == (40, 40)


def _fields(done: EventCounted) -> dict[str, Any]:
    return {name: getattr(done, name) for name in done.__struct_fields__}
