"""What a source takes back; see service/flows/tasks/reverse_event.py."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from rewards.ledger.reverse import ReversalPolicy
from service.flows.tasks.reverse_event import EventReversed
from service.members.consents import Purpose
from service.members.link import MemberNotLinked
from tasks.refusals import EventInFuture, ReversalTooLate, TaskUnknown, UntrustedSource
from tests.flows.tasks.scenes import following, policy, programme, under
from tests.flows.world import World
from tests.people import ALICE, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

REVOKED = EventReversed(
    task="return-umbrella",
    period="2026-03-04",
    done=0,
    goal=1,
    counted=True,
    revoked=True,
    returned=20,
)


@pytest.fixture
async def alice(world: World) -> tuple[Any, str]:
    under(world, programme())
    who, member = await world.linked(ALICE)
    await following(world, who, "three-days", "ten-litres")
    return who, member


async def test_ripe_seeds_go_back_and_the_completion_stands_no_more(
    world: World, alice: tuple[Any, str], database: Any
) -> None:
    who, member = alice
    await world.complete(member, event="e")
    back = await world.reverse(member, event="e")
    assert back.answer == REVOKED
    assert (await world.account(who)).purse.ripe == 0
    done = database.completions.find_one({"task": "return-umbrella"})
    assert (done["revoked_at"], done["returned"]) == (NOON, 20)
    assert database.inbox.count_documents({"kind": "award_reversed"}) == 1


async def test_twice_is_once(world: World, alice: tuple[Any, str]) -> None:
    who, member = alice
    await world.complete(member, event="e")
    await world.reverse(member, event="e")
    before = await world.account(who)
    again = await world.reverse(member, event="e")
    assert (again.answer.already, again.answer.returned) == (True, 0)
    assert await world.account(who) == before


async def test_before_it_is_reported_it_never_counts(world: World, alice: tuple[Any, str]) -> None:
    who, member = alice
    early = await world.reverse(member, event="e")
    assert (early.answer.counted, early.answer.revoked) == (False, False)
    late = await world.complete(member, event="e")
    assert (late.answer.done, late.answer.already, late.answer.seeds) == (0, True, 0)
    assert (await world.account(who)).purse.ripe == 0
    other = await world.complete(member, event="f")
    assert other.answer.seeds == 20


async def test_another_event_of_the_period_keeps_it(world: World, alice: tuple[Any, str]) -> None:
    who, member = alice
    await world.complete(member, event="a")
    await world.complete(member, event="b")
    back = await world.reverse(member, event="a")
    assert (back.answer.revoked, back.answer.done) == (False, 1)
    assert (await world.account(who)).purse.ripe == 20
    last = await world.reverse(member, event="b")
    assert (last.answer.revoked, last.answer.returned) == (True, 20)


@pytest.mark.parametrize(
    ("chosen", "returned", "kept", "available", "debt"),
    [
        (ReversalPolicy.PENDING_ONLY, 0, "already_collected", 20, 0),
        (ReversalPolicy.WITHIN_BALANCE, 20, None, 0, 0),
        (ReversalPolicy.DEBT, 20, None, 0, 0),
    ],
)
async def test_collected_seeds_go_by_the_tasks_policy(
    world: World,
    chosen: ReversalPolicy,
    returned: int,
    kept: str | None,
    available: int,
    debt: int,
) -> None:
    under(world, programme(policy(chosen)))
    who, member = await world.linked(ALICE)
    await world.complete(member, event="e")
    await world.collect(who)
    back = await world.reverse(member, event="e")
    assert (back.answer.revoked, back.answer.returned, back.answer.kept) == (True, returned, kept)
    purse = (await world.account(who)).purse
    assert (purse.available, purse.debt) == (available, debt)


async def test_what_was_kept_is_not_paid_again(world: World) -> None:
    under(world, programme(policy(ReversalPolicy.PENDING_ONLY)))
    who, member = await world.linked(ALICE)
    await world.complete(member, event="e")
    await world.collect(who)
    await world.reverse(member, event="e")
    redone = await world.complete(member, event="f")
    assert (redone.answer.state, redone.answer.seeds) == ("completed", 0)
    purse = (await world.account(who)).purse
    assert (purse.ripe, purse.seeds) == (0, 20)


async def test_what_was_taken_back_is_paid_again_under_an_id_of_its_own(
    world: World, alice: tuple[Any, str], database: Any
) -> None:
    who, member = alice
    for number in range(3):
        await world.complete(member, event=f"e{number}")
        await world.reverse(member, event=f"e{number}")
    await world.complete(member, event="last")
    assert (await world.account(who)).purse.ripe == 20
    ids = sorted(each["_id"] for each in database.completions.find())
    whole = f"task:return-umbrella:{who.account}:2026-03-04"
    assert ids == [whole, *(f"{whole}-r{number}" for number in (1, 2, 3))]


async def test_a_day_gets_its_room_back(world: World) -> None:
    numbers = msgspec.structs.replace(programme().numbers.tasks, seeds_day_max=20)
    under(world, programme(numbers=numbers))
    who, member = await world.linked(ALICE)
    await following(world, who, "once")
    await world.complete(member, event="e")
    assert (await world.complete(member, task="once", event="x")).answer.seeds == 0
    await world.reverse(member, event="e")
    await world.reverse(member, task="once", event="x")
    assert (await world.complete(member, event="f")).answer.seeds == 20


async def test_a_streak_loses_the_day(world: World, alice: tuple[Any, str]) -> None:
    who, member = alice
    await world.complete(member, event="e")
    assert len((await world.account(who)).streak.recent) == 1
    await world.reverse(member, event="e")
    assert (await world.account(who)).streak.recent == ()


async def test_after_a_withdrawal_it_still_goes_and_nothing_is_told(
    world: World, alice: tuple[Any, str]
) -> None:
    who, member = alice
    await world.complete(member, event="e")
    await world.withdraw(who, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    back = await world.reverse(member, event="e", key="k")
    assert back.answer == EventReversed(task="return-umbrella")
    assert (await world.account(who)).purse.ripe == 0
    replay = await world.reverse(member, event="e", key="k")
    assert replay.answer == MemberNotLinked()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"task": "no-such-task"}, TaskUnknown),
        ({"task": "weekly-ride"}, UntrustedSource),
        ({"merchant": RIVERSIDE_BIKES}, MemberNotLinked),
        ({"event_at": NOON + timedelta(minutes=6)}, EventInFuture),
        ({"event_at": NOON - timedelta(days=91)}, ReversalTooLate),
    ],
)
async def test_what_cannot_be_taken_back_is_refused_and_changes_nothing(
    world: World, alice: tuple[Any, str], change: dict[str, Any], refusal: type
) -> None:
    who, member = alice
    await world.complete(member, event="e")
    before = await world.account(who)
    refused = await world.reverse(member, **{"event": "e"} | change)
    assert isinstance(refused.answer, refusal)
    assert await world.account(who) == before


async def test_somebody_elses_event_of_the_same_name_is_another(
    world: World, alice: tuple[Any, str]
) -> None:
    who, member = alice
    await world.complete(member, event="e")
    await world.reverse(who.account, event="e", merchant="operator")
    assert (await world.account(who)).purse.ripe == 20
