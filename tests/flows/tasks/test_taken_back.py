"""What is taken back a second time, too early, too late, by others, or from other budgets."""

from typing import Any

import pytest

from rewards.refusal import Refusal
from service.flows.tasks.counted import EventCounted
from service.flows.tasks.event import SourceEvent
from service.flows.tasks.report_event import REPORT_EVENT
from service.flows.tasks.reverse_event import (
    REVERSE_EVENT,
    REVERSE_EVENT_BY_OPERATOR,
    EventReversed,
)
from service.jobs.wither_seeds import WITHER_SEEDS, WitherSeeds
from service.members.consents import Purpose
from service.members.link import MemberNotLinked
from tasks.budget.budget import campaign_budget_id, task_budget_id
from tasks.kinds import APP, TaskKind
from tasks.limits.campaign import Campaign
from tasks.refusals import UntrustedSource
from tests.flows.tasks.crowd import answer, budget_of, completions, declare, follower, task_of
from tests.flows.world import World
from tests.people import ALICE, BOB, DAY, HOUR, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK


@pytest.mark.parametrize("times", [2, 3])
async def test_done_and_taken_back_again_and_again(world: World, database: Any, times: int) -> None:
    """Each completion of a period has an award of its own, and each can be taken back."""
    alice, member = await world.linked(ALICE)
    for number in range(times):
        done = (await world.complete(member, event=f"e{number}")).answer
        assert (done.seeds, done.already) == (20, False)
        assert (await world.reverse(member, event=f"e{number}")).answer.returned == 20
    assert (await world.account(alice)).purse.ripe == 0
    assert [each.returned for each in completions(database, alice)] == [20] * times


async def test_a_second_completion_of_a_season_that_has_ended(world: World) -> None:
    """It takes the most loads there are: pseudonym, account, progress, completion, gates."""
    alice, member = await world.linked(ALICE)
    sunday = world.later(days=4, hours=10)
    for event in ("a", "b"):
        await world.complete(member, event=event, event_at=sunday)
        if event == "a":
            await world.reverse(member, event=event, event_at=sunday)
    world.later(days=10)
    assert (await world.reverse(member, event="b", event_at=sunday)).answer.returned == 20
    assert (await world.account(alice)).purse.ripe == 0


async def test_what_withered_is_not_paid_a_second_time(world: World) -> None:
    declare(world, task_of("t", TaskKind.ONCE))
    alice, member = await follower(world, ALICE, "t")
    await world.complete(member, task="t", event="a", event_at=NOON)
    now = world.later(days=31)
    await world.apply(WITHER_SEEDS, WitherSeeds(account=alice.account, as_of=now))
    back = (await world.reverse(member, task="t", event="a", event_at=NOON)).answer
    assert (back.revoked, back.returned, back.kept) == (True, 0, "already_withered")
    assert (await world.complete(member, task="t", event="b")).answer.seeds == 0
    assert (await world.account(alice)).purse.ripe == 0


async def test_seeds_return_to_the_budgets_that_paid_them(world: World) -> None:
    """And not to one that was declared afterwards: it would have more than there is."""
    bob, told = await follower(world, BOB, "return-umbrella")
    declare(world, task_of("t"))
    alice, member = await follower(world, ALICE, "t")
    await world.join(bob, "t")
    await world.complete(member, task="t", event="a")
    rich = Campaign(id="spring", title="Spring", budget=500)
    declare(world, task_of("t", budget=1_000, campaign="spring"), campaigns=(rich,))
    await world.complete(told, task="t", event="b")
    await world.reverse(member, task="t", event="a")
    for id_, total in ((task_budget_id("t"), 1_000), (campaign_budget_id("spring"), 500)):
        assert sum((await budget_of(world, id_))[1:]) == total - 20
    # The task leaves its campaign: what it had from there goes back there.
    declare(world, task_of("t", budget=1_000), campaigns=(rich,))
    assert (await world.reverse(told, task="t", event="b")).answer.returned == 20
    for id_, total in ((task_budget_id("t"), 1_000), (campaign_budget_id("spring"), 500)):
        assert sum((await budget_of(world, id_))[1:]) == total
    assert (await world.account(alice)).purse.ripe == 0


async def test_a_paused_streak_waits_also_when_something_is_taken_back(
    world: World, database: Any
) -> None:
    alice, member = await world.linked(ALICE)
    for day in range(5):
        await world.complete(member, event=f"e{day}")
        world.later(days=1)
    paused = {"$set": {"state": "paused"}}
    database.accounts.update_one({"_id": alice.account}, paused)
    world.later(days=10)
    reversed_ = await world.reverse(member, event="e4", event_at=NOON + 4 * DAY)
    assert not isinstance(reversed_.answer, Refusal)
    streak = (await world.account(alice)).streak
    assert [each.day[-2:] for each in streak.recent] == ["05", "06", "07"]
    assert (streak.until, streak.current) == ("2026-03-04", 1)


async def test_a_quiz_that_was_taken_back_before_it_was_passed_can_be_passed(
    world: World,
) -> None:
    alice = await world.member(ALICE)
    await world.join(alice, "know-your-score")
    for event in ("0", "1", "2"):
        assert not (await _operator_reverses(world, alice.account, event)).counted
    graded = await answer(world, alice, "know-your-score", 1, 2, 1)
    assert (graded.passed, graded.seeds) == (True, 15)
    back = await _operator_reverses(world, alice.account, "3")
    assert (back.revoked, back.returned) == (True, 15)
    world.later(days=1)
    assert (await answer(world, alice, "know-your-score", 1, 2, 1)).seeds == 15


async def _operator_reverses(world: World, account: str, event: str) -> Any:
    body = SourceEvent(
        source="quiz",
        member=account,
        task="know-your-score",
        event=event,
        event_at=world.clock.domain_now(),
        direct=True,
        reason="it was tried out",
    )
    return (await world.apply(REVERSE_EVENT_BY_OPERATOR, body, caller="operator:olga")).answer


async def test_nobody_takes_back_what_another_has_said(world: World) -> None:
    declare(world, task_of("t", sources=(UMBRELLA_KIOSK, RIVERSIDE_BIKES)))
    alice, member = await follower(world, ALICE, "t")
    other = (await world.grant(alice, Purpose.TASK_EVENTS, RIVERSIDE_BIKES)).pseudonym
    await world.complete(member, task="t", event="e")
    back = await world.reverse(other, task="t", event="e", merchant=RIVERSIDE_BIKES)
    assert (back.answer.counted, back.answer.revoked) == (False, False)
    foreign = await world.reverse(member, task="t", event="e", merchant=RIVERSIDE_BIKES)
    assert foreign.answer == MemberNotLinked()
    assert (await world.account(alice)).purse.ripe == 20


@pytest.mark.parametrize("rule", [REPORT_EVENT, REVERSE_EVENT])
async def test_the_programmes_backend_names_accounts_and_only_its_own_tasks(
    world: World, rule: Any
) -> None:
    alice, _ = await world.linked(ALICE)
    await world.join(alice, "welcome-tour")
    for member, task, answered in (
        (alice.account, "welcome-tour", EventCounted | EventReversed),
        (alice.account, "return-umbrella", UntrustedSource),
        ("nobody", "welcome-tour", MemberNotLinked),
    ):
        body = SourceEvent(source=APP, member=member, task=task, event="e", event_at=NOON)
        assert isinstance((await world.apply(rule, body)).answer, answered)


async def test_the_place_of_an_event_is_its_own_time(world: World) -> None:
    """With another time it is looked for elsewhere, found nowhere, and what stands stands."""
    alice, member = await world.linked(ALICE)
    world.later(hours=20)
    await world.complete(member, event="e", event_at=NOON + 20 * HOUR)
    elsewhere = (await world.reverse(member, event="e", event_at=NOON)).answer
    assert (elsewhere.period, elsewhere.counted) == ("2026-03-04", False)
    assert (await world.account(alice)).purse.ripe == 20


async def test_of_three_events_two_are_enough(world: World) -> None:
    declare(world, task_of("t", TaskKind.CUMULATIVE, target=2))
    alice, member = await follower(world, ALICE, "t")
    for event in ("a", "b", "c"):
        await world.complete(member, task="t", event=event)
    one = (await world.reverse(member, task="t", event="a")).answer
    assert (one.done, one.revoked) == (2, False)
    two = (await world.reverse(member, task="t", event="b")).answer
    assert (two.done, two.revoked, two.returned) == (1, True, 20)
    assert (await world.account(alice)).purse.ripe == 0


async def test_what_one_event_completed_stays_whatever_is_asked_for_by_now(world: World) -> None:
    """The task asks for five events since; the second one is taken back, and the first stands."""
    declare(world, task_of("t", TaskKind.ONCE))
    alice, member = await follower(world, ALICE, "t")
    await world.complete(member, task="t", event="a")
    declare(world, task_of("t", TaskKind.CUMULATIVE, target=5))
    await world.complete(member, task="t", event="b")
    assert not (await world.reverse(member, task="t", event="b")).answer.revoked
    assert (await world.account(alice)).purse.ripe == 20
    assert (await world.reverse(member, task="t", event="a")).answer.revoked
