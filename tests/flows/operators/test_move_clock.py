"""A sandbox's clock moves forwards, by bounded steps; nobody else's moves at all."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from rewards.perks.refusals import PassExpired
from service.flows.operators.issue_merchant_key import (
    ISSUE_MERCHANT_KEY,
    IssueMerchantKey,
    MerchantKeyIssued,
    WrongKeyKind,
)
from service.flows.operators.move_clock import (
    ClockMoved,
    NotASandbox,
    NotForwards,
    TooFarForwards,
    move_clock,
    refuse_move,
)
from service.members.consents import Purpose
from service.members.refusals import NoConsent
from service.programme_demo import DEMO
from service.store.domain_clock import begin_clock
from service.store.schema.documents import CURRENT, DomainClock
from tests.flows.world import World
from tests.people import ALICE, DAY, HOUR, NOON, UMBRELLA_KIOSK

MS = timedelta(milliseconds=1)
REAL = msgspec.structs.replace(DEMO, sandbox=False)


@pytest.fixture
async def sandbox(world: World) -> World:
    await begin_clock(world.context.store, sandbox=True)
    return world


async def test_each_move_comes_on_top_and_is_followed_here_at_once(sandbox: World) -> None:
    first = await move_clock(sandbox.context, 2 * DAY)
    second = await move_clock(sandbox.context, HOUR)
    assert first == ClockMoved(offset_ms=2 * DAY // MS, moved_ms=2 * DAY // MS)
    assert second == ClockMoved(offset_ms=(2 * DAY + HOUR) // MS, moved_ms=HOUR // MS)
    assert sandbox.clock.domain_now() == NOON + 2 * DAY + HOUR
    assert sandbox.clock.server_now() == NOON


async def test_of_many_who_move_at_once_all_count(sandbox: World) -> None:
    moved = await asyncio.gather(*(move_clock(sandbox.context, n * HOUR) for n in range(1, 21)))
    assert {type(one) for one in moved} == {ClockMoved}
    assert sandbox.clock.offset == 210 * HOUR


async def test_a_move_from_where_one_was_counts_what_others_have_moved(sandbox: World) -> None:
    await move_clock(sandbox.context, 3 * HOUR)
    assert await move_clock(sandbox.context, 2 * HOUR, since=timedelta(0)) == ClockMoved(
        offset_ms=3 * HOUR // MS, moved_ms=0
    )
    assert await move_clock(sandbox.context, 5 * HOUR, since=timedelta(0)) == ClockMoved(
        offset_ms=5 * HOUR // MS, moved_ms=2 * HOUR // MS
    )


@pytest.mark.parametrize("sandbox_said", [True, False])
async def test_a_real_programmes_clock_stays(
    world: World, database: Any, sandbox_said: bool
) -> None:
    """Neither its document nor its database may say otherwise alone."""
    await begin_clock(world.context.store, sandbox=sandbox_said)
    programme = REAL if sandbox_said else DEMO
    context = replace(world.context, programme=lambda: programme)
    refused = await move_clock(context, DAY)
    assert refused == NotASandbox(programme="demo")
    assert "SEEDBANK_DATABASE" in NotASandbox(programme="demo").detail()
    assert database.clocks.find_one()["offset_ms"] == 0


async def test_without_a_clock_document_nothing_moves(world: World) -> None:
    assert isinstance(await move_clock(world.context, DAY), NotASandbox)


@pytest.mark.parametrize(
    ("by", "ahead", "kind"),
    [
        (timedelta(0), timedelta(0), NotForwards),
        (-MS, timedelta(0), NotForwards),
        (-400 * DAY, DAY, NotForwards),
        (timedelta.min, DAY, NotForwards),
        (400 * DAY, timedelta(0), type(None)),
        (400 * DAY + MS, timedelta(0), TooFarForwards),
        (timedelta.max, timedelta(0), TooFarForwards),
        (10 * DAY, 36_515 * DAY, type(None)),
        (10 * DAY + MS, 36_515 * DAY, TooFarForwards),
        (MS, 36_525 * DAY, TooFarForwards),
    ],
)
def test_steps_are_bounded_both_ways(by: timedelta, ahead: timedelta, kind: type) -> None:
    clock = DomainClock(id=CURRENT, sandbox=True, offset_ms=ahead // MS)
    refused = refuse_move(by, clock, DEMO)
    assert isinstance(refused, kind)
    assert refused is None or refused.detail().endswith(".")


async def test_what_is_refused_moves_nothing(sandbox: World, database: Any) -> None:
    for by in (timedelta(0), -DAY, 401 * DAY):
        assert not isinstance(await move_clock(sandbox.context, by), ClockMoved)
    assert database.clocks.find_one() == {
        "_id": "current",
        "sandbox": True,
        "offset_ms": 0,
        "version": 1,
    }


async def test_consents_end_by_domain_time_and_passes_by_server_time(sandbox: World) -> None:
    alice = await sandbox.member(ALICE)
    await sandbox.grant(alice, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    shown = await sandbox.open_pass(alice, "umbrella", UMBRELLA_KIOSK)
    await move_clock(sandbox.context, 30 * DAY)
    # Its 60 seconds have not passed.
    assert (await sandbox.check(shown.token, UMBRELLA_KIOSK)).answer.perk == "umbrella"
    late = await sandbox.open_pass(alice, "umbrella", UMBRELLA_KIOSK)
    sandbox.later(seconds=60)
    assert isinstance((await sandbox.check(late.token, UMBRELLA_KIOSK)).answer, PassExpired)
    await move_clock(sandbox.context, 60 * DAY)
    ended = await sandbox.open_pass(alice, "umbrella", UMBRELLA_KIOSK)
    assert isinstance(ended, NoConsent)


async def test_a_code_works_as_long_as_it_would_have(sandbox: World) -> None:
    await sandbox.request_code("alice")
    await move_clock(sandbox.context, 300 * DAY)
    signed = await sandbox.sign_in("alice")
    assert signed.account


@pytest.mark.parametrize("test", [True, False])
async def test_keys_are_for_sandboxes_or_for_real(world: World, test: bool) -> None:
    body = IssueMerchantKey(merchant=UMBRELLA_KIOSK, scopes=(), test=test)
    for programme in (DEMO, REAL):
        context = replace(world.context, programme=lambda programme=programme: programme)
        answered = await context.apply(ISSUE_MERCHANT_KEY, body, caller="op", key=None)
        if programme.sandbox is test:
            assert isinstance(answered.answer, MerchantKeyIssued)
        else:
            assert answered.answer == WrongKeyKind(sandbox=programme.sandbox)
