"""Once a year a member is told to be one; what is two years old is not kept; reviews count once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.membership.pause import PAUSE, Pause
from service.flows.membership.resume import RESUME, Resume
from service.flows.membership.review_consents import (
    REVIEW_CONSENTS,
    ConsentsReviewed,
    ReviewConsents,
)
from service.flows.own import AccountGone
from service.jobs.by_name import run_by_name
from service.members.access_challenge import AccessChallenge, ChallengeState
from service.members.consents import Purpose
from service.members.review import ReviewedRecently
from service.programme_demo import DEMO
from service.store.schema.page import ACCESS_CHALLENGES
from service.store.schema.slot import SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import ALICE, BOB, DAY, NOON, UMBRELLA_KIOSK


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def run(world: World, job: str) -> None:
    slot = await run_by_name(world.context, job, None, stop=asyncio.Event(), effort=QUICK)
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error


def notices(database: Any, account: str) -> list[dict[str, Any]]:
    rows = database.inbox.find({"kind": "yearly_notice", "account": account}).sort("at", 1)
    return [row["parameters"] for row in rows]


async def test_each_member_is_told_once_a_year(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    await world.newcomer(BOB)
    world.clock.set(NOON + 364 * DAY)
    await run(world, "remind_of_membership")
    assert notices(database, alice.account) == []
    await world.grant(alice, Purpose.SCORE)
    for minutes in range(3):
        world.clock.set(NOON + 365 * DAY)
        world.later(minutes=minutes)
        await run(world, "remind_of_membership")
    assert notices(database, alice.account) == [{"scored": "yes", "consents": 1}]
    # Two years that nobody was there for are not made up for.
    world.clock.set(NOON + 3 * 365 * DAY)
    await run(world, "remind_of_membership")
    assert len(notices(database, alice.account)) == 2
    assert (await world.account(alice)).notice_due_at == NOON + 4 * 365 * DAY
    assert database.inbox.count_documents({"kind": "yearly_notice"}) == 2


async def test_who_is_paused_is_told_afterwards(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    world.later(days=360)
    await world.apply(PAUSE, Pause(account=alice.account, member=alice.member))
    world.later(days=10)
    await run(world, "remind_of_membership")
    assert notices(database, alice.account) == []
    await world.apply(RESUME, Resume(account=alice.account, member=alice.member))
    world.later(minutes=5)
    await run(world, "remind_of_membership")
    assert len(notices(database, alice.account)) == 1


async def test_a_review_is_evidence_once_a_year(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    body = ReviewConsents(account=alice.account)
    answers = [
        each.answer
        for each in await asyncio.gather(*(world.apply(REVIEW_CONSENTS, body) for _ in range(10)))
    ]
    next_at = NOON + 365 * DAY
    assert answers.count(ConsentsReviewed(reviewed_at=NOON, next_at=next_at)) == 1
    assert answers.count(ReviewedRecently(reviewed_at=NOON, next_at=next_at)) == 9
    world.clock.set(next_at)
    assert isinstance((await world.apply(REVIEW_CONSENTS, body)).answer, ConsentsReviewed)
    assert database.evidence.count_documents({"kind": "consents_reviewed"}) == 2
    gone = await world.apply(REVIEW_CONSENTS, ReviewConsents(account="nobody"))
    assert gone.answer == AccountGone()


async def test_looks_and_messages_of_two_years_ago_go_and_consents_stay(
    world: World, database: Any
) -> None:
    alice = await world.member(ALICE)
    await world.grant(alice, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    shown = await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)
    await world.check(shown.token, UMBRELLA_KIOSK)
    mine = {"account": alice.account}
    kept = (database.inbox, database.access_log)
    before = [each.count_documents(mine) for each in kept]
    assert min(before) > 0
    world.clock.set(NOON + 730 * DAY)
    await run(world, "forget_old_rows")
    assert [each.count_documents(mine) for each in kept] == before
    world.later(minutes=5)
    await run(world, "forget_old_rows")
    assert [each.count_documents(mine) for each in kept] == [0, 0]
    assert database.consents.count_documents(mine) == 2
    assert database.evidence.count_documents(mine) == 1


async def test_more_than_one_deletion_takes_are_all_gone(world: World, database: Any) -> None:
    old = {"account": "a", "looker": "merchant", "who": "k", "purpose": "eligibility"}
    old |= {"why": "umbrella", "answered": "no", "at": NOON - 731 * DAY}
    database.access_log.insert_many([{"_id": f"l{number}", **old} for number in range(2_500)])
    for state in ChallengeState:
        challenge = AccessChallenge(
            id=f"c-{state}", account="a", statement="no", at=NOON - 800 * DAY, state=state
        )
        database.access_challenges.insert_one(ACCESS_CHALLENGES.encode(challenge))
    await run(world, "forget_old_rows")
    assert database.access_log.count_documents({}) == 0
    assert [row["_id"] for row in database.access_challenges.find()] == ["c-open"]
